package io.photosync.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharePointFailuresTest {
    private final RateLimitHeaders rateLimitHeaders =
            new RateLimitHeaders(Clock.fixed(Instant.parse("2026-01-05T08:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "429, THROTTLED", "500, SERVER_ERROR", "503, SERVER_ERROR", "504, SERVER_ERROR", "408, SERVER_ERROR",
        "409, SERVER_ERROR", "423, SERVER_ERROR", "401, UNAUTHORIZED", "403, FORBIDDEN", "400, REFUSED",
        "404, REFUSED", "302, UNREADABLE"
    })
    void a_status_tells_what_a_failure_means(int status, Kind kind) {
        assertThat(judged(answer(status, Map.of(), "")).kind()).isEqualTo(kind);
    }

    @Test
    void a_503_that_names_a_time_is_a_throttle() {
        Failure failure = judged(answer(503, Map.of("Retry-After", "120"), ""));

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
    }

    /** OneDrive/onedrive-api-docs#799 */
    @Test
    void a_401_that_talks_about_a_429_is_a_throttle() {
        assertThat(judged(answer(401, Map.of(), "{\"error_description\":\"429 Too Many Requests\"}"))
                        .kind())
                .isEqualTo(Kind.THROTTLED);
    }

    /** A page that a proxy sends may have any size; looking for its words must not take a minute. */
    @Test
    @Timeout(30)
    void of_a_page_of_megabytes_only_the_beginning_is_searched_for_words() {
        String page = "<m:code".repeat(1_000_000);

        Failure failure = judged(answer(500, Map.of(), page));

        assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure.detail()).hasSizeLessThan(500);
    }

    @Test
    void bytes_that_are_no_text_are_no_json_either() {
        byte[] body = {0, 0, 0, 0x22, 0, 0x7F, 0x7F, 0x7F};

        assertThatThrownBy(
                        () -> new SharePointResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), body).json())
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void a_code_of_many_lines_or_of_none_is_one_line_in_a_failure() {
        String error = "{\"error\":{\"code\":\"%s\",\"message\":\"x\"}}";

        assertThat(judged(answer(500, Map.of(), error.formatted("a\\nb" + "c".repeat(1_000))))
                        .code())
                .startsWith("a bc")
                .hasSizeLessThan(200);
        assertThat(judged(answer(500, Map.of(), error.formatted(""))).code()).isEqualTo("http-500");
    }

    @Test
    void sharepoints_words_are_read_in_every_shape() {
        String nometadata = """
                {"odata.error":{"code":"-2147024891, System.UnauthorizedAccessException",
                 "message":{"lang":"en-US","value":"Access denied.\\r\\nYou do not have permission."}}}""";
        String verbose = """
                {"error":{"code":"-2147024891, System.UnauthorizedAccessException",
                 "message":{"lang":"en-US","value":"Access denied. You do not have permission."}}}""";
        String xml = """
                <?xml version="1.0"?><m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
                <m:code>-2147024891, System.UnauthorizedAccessException</m:code>
                <m:message xml:lang="en-US">Access denied. You do not have permission.</m:message></m:error>""";

        for (String body : List.of(nometadata, verbose, xml)) {
            Failure failure = judged(answer(403, Map.of("SPRequestGuid", "0f0f"), body));

            assertThat(failure.code()).isEqualTo("-2147024891, System.UnauthorizedAccessException");
            assertThat(failure.detail()).isEqualTo("Access denied. You do not have permission.");
            assertThat(failure.requestId()).contains("0f0f");
        }
        assertThat(judged(answer(401, Map.of(), "{\"error_description\":\"Invalid issuer or signature.\"}"))
                        .detail())
                .isEqualTo("Invalid issuer or signature.");
        assertThat(judged(answer(401, Map.of(), "Unsupported app only token.")).detail())
                .isEqualTo("Unsupported app only token.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1, Microsoft.Office.Server.UserProfiles.PropertyNotEditableException"
                        + " | Property Not Editable: This property can only be modified by an administrator."
                        + " | PropertyNotEditable",
                "-1, Microsoft.Office.Server.UserProfiles.UserProfileException"
                        + " | User Profile Error 1000: User Not Found: Could not load profile data from the database."
                        + " | ProfileNotFound",
                "-1, Microsoft.Office.Server.UserProfiles.PropertyNotDefinedException | Property Not Found: x | PropertyNotFound"
            })
    void what_is_wrong_with_one_profile_is_refused_even_as_a_500_or_200(String type, String message, String code) {
        String body = "{\"odata.error\":{\"code\":\"%s\",\"message\":{\"value\":\"%s\"}}}".formatted(type, message);

        Failure by500 = judged(answer(500, Map.of(), body));
        Failure in200 = SharePointFailures.inSuccess(answer(200, Map.of(), ""), new ServiceError(type, message));

        assertThat(List.of(by500, in200))
                .allSatisfy(failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED))
                .allSatisfy(failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void an_unknown_error_inside_a_200_may_pass() {
        SharePointResponse sharePointResponse = answer(200, Map.of(), "");

        assertThat(SharePointFailures.inSuccess(sharePointResponse, new ServiceError("-1, System.TimeoutException", ""))
                        .kind())
                .isEqualTo(Kind.SERVER_ERROR);
        assertThat(SharePointFailures.inSuccess(
                                sharePointResponse, new ServiceError("-1, System.UnauthorizedAccessException", ""))
                        .kind())
                .isEqualTo(Kind.FORBIDDEN);
        assertThat(SharePointFailures.inSuccess(
                                sharePointResponse, new ServiceError("-1, System.ArgumentException", ""))
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-2147024891, Microsoft.SharePoint.SPException | Adgang nægtet. | FORBIDDEN",
                "-1, System.UnauthorizedAccessException | Zugriff verweigert. | FORBIDDEN",
                "-2147024809, System.Exception | Argumentet er ugyldigt. | REFUSED",
                "-1, System.Exception | Der opstod en fejl. | SERVER_ERROR"
            })
    void an_error_is_known_by_its_type_or_number_in_whatever_language(String type, String message, Kind kind) {
        Failure failure = SharePointFailures.inSuccess(answer(200, Map.of(), ""), new ServiceError(type, message));

        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void a_401_about_throttling_is_known_by_its_number_or_by_the_time_it_names() {
        String german = "{\"error_description\":\"Zu viele Anforderungen. Versuchen Sie es später erneut.\"}";
        String numbered = "{\"error_description\":\"Fehler 429: zu viele Anforderungen\"}";

        assertThat(judged(answer(401, Map.of("Retry-After", "30"), german)).kind())
                .isEqualTo(Kind.THROTTLED);
        assertThat(judged(answer(401, Map.of(), numbered)).kind()).isEqualTo(Kind.THROTTLED);
        assertThat(judged(answer(401, Map.of(), german)).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1, Microsoft.Office.Server.UserProfiles.PropertyNotEditableException | ALL_USERS",
                "-1, Microsoft.Office.Server.UserProfiles.PropertyNotFoundException | ALL_USERS",
                "-2147024860, Microsoft.SharePoint.SPQueryThrottledException | ALL_USERS",
                "-1, Microsoft.Office.Server.UserProfiles.UserNotFoundException | ONE_USER",
                "-2147018894, Microsoft.SharePoint.SPFileLockException | UNCLEAR"
            })
    void some_codes_say_who_is_affected(String type, Failure.Reach reach) {
        String body = "{\"odata.error\":{\"code\":\"%s\",\"message\":{\"value\":\"en fejl\"}}}".formatted(type);

        assertThat(judged(answer(500, Map.of(), body)).reach()).isEqualTo(reach);
        assertThat(SharePointFailures.inSuccess(answer(200, Map.of(), ""), new ServiceError(type, "en fejl"))
                        .reach())
                .isEqualTo(reach);
    }

    @Test
    void the_longest_time_that_a_throttle_names_is_obeyed() {
        assertThat(rateLimitHeaders.pauseAfter(answer(429, Map.of("Retry-After", "5", "RateLimit-Reset", "31"), "")))
                .isEqualTo(Duration.ofSeconds(31));
        assertThat(rateLimitHeaders.pauseAfter(answer(429, Map.of("Retry-After", "Mon, 05 Jan 2026 08:01:30 GMT"), "")))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(rateLimitHeaders.pauseAfter(answer(429, Map.of(), ""))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void no_throttle_is_obeyed_for_longer_than_a_quarter_of_an_hour_whichever_header_names_it() {
        assertThat(rateLimitHeaders.pauseAfter(answer(429, Map.of("Retry-After", "43200"), "")))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(rateLimitHeaders.pauseAfter(answer(429, Map.of("RateLimit-Reset", "999999999"), "")))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(rateLimitHeaders.pauseAfter(answer(429, Map.of("Retry-After", "2.5"), "")))
                .isEqualTo(Duration.ofMillis(2_500));
    }

    private Failure judged(SharePointResponse sharePointResponse) {
        return SharePointFailures.of(sharePointResponse, rateLimitHeaders.retryAfter(sharePointResponse));
    }

    private static SharePointResponse answer(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return new SharePointResponse(
                status, HttpHeaders.of(lists, (name, value) -> true), body.getBytes(StandardCharsets.UTF_8));
    }
}
