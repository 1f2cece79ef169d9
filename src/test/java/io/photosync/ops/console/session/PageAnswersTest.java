package io.photosync.ops.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ops.Problem;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAnswersTest {

    @ParameterizedTest
    @CsvSource({
        "http://photos.example/ops?q=a, /ops?q=a",
        "https://Photos.example/ops/people?q=a|b{c}, /ops/people?q=a|b{c}",
        "/ops/signed-out, /ops/signed-out",
        "https://photos.example.elsewhere.example/ops, https://photos.example.elsewhere.example/ops",
        "https://login.example/authorize?redirect_uri=http://photos.example/ops, "
                + "https://login.example/authorize?redirect_uri=http://photos.example/ops"
    })
    void only_redirects_within_this_host_lose_their_scheme(String location, String sent) {
        assertThat(PageAnswers.withinHost(location, "photos.example")).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://photos.example//elsewhere.example/ops",
                "https://photos.example///elsewhere.example/ops",
                "https://photos.example/\\elsewhere.example/ops",
                "https://photos.example/\\/elsewhere.example/ops",
                "https://photos.example/\t/elsewhere.example/ops",
                "//elsewhere.example/ops",
                "\\/elsewhere.example/ops"
            })
    void no_redirect_takes_a_path_for_another_host(String location) {
        assertThat(PageAnswers.withinHost(location, "photos.example")).isEqualTo("/elsewhere.example/ops");
    }

    @ParameterizedTest
    @CsvSource({
        "400, This cannot be read",
        "401, You were not signed in",
        "403, This is not allowed",
        "404, There is no such page",
        "409, Something has changed in between",
        "418, I'm a teapot",
        "500, Something went wrong here",
        "503, This does not work now"
    })
    void the_heading_says_what_kind_of_error_it_is(int status, String heading) {
        Problem problem = new Problem("I'm a teapot", status, "none", Optional.empty());

        assertThat(PageAnswers.heading(problem)).isEqualTo(heading);
    }
}
