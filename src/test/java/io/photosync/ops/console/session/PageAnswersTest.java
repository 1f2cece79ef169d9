package io.photosync.ops.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
