package io.photosync.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of status 200 that are JSON, and not SharePoint's. */
class OtherAnswersTest {
    private static final SiteUrl MY_SITE = SiteUrl.of("https://contoso-my.sharepoint.com");

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"ok\"", "{\"value\":{}}", "{\"status\":\"maintenance\"}"})
    void an_answer_without_a_list_is_no_empty_folder(String answer) throws Exception {
        JsonNode body = new ObjectMapper().readTree(answer);

        MicrosoftCallException refused = catchThrowableOfType(
                MicrosoftCallException.class, () -> PhotoListing.read(body, "/User Photos/Profile Pictures", MY_SITE));

        assertThat(refused.failure().kind()).isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"ok\"", "{\"status\":\"maintenance\"}", "{\"error\":\"busy\"}"})
    void an_answer_that_says_something_else_is_no_missing_profile(String answer) throws Exception {
        JsonNode body = new ObjectMapper().readTree(answer);

        MicrosoftCallException refused =
                catchThrowableOfType(MicrosoftCallException.class, () -> Profiles.profile(body));

        assertThat(refused.failure().kind()).isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"odata.null\":true}", "{}", "{\"AccountName\":null,\"UserProfileProperties\":null}"})
    void a_null_object_is_a_missing_profile(String answer) throws Exception {
        assertThat(Profiles.profile(new ObjectMapper().readTree(answer))).isEmpty();
    }
}
