package io.photosync.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureScopeTest {

    @Test
    void a_throttled_request_counts_against_no_user() {
        // Given
        Failure failure = failure(Kind.THROTTLED, 429, Optional.of(Duration.ofSeconds(7)));

        // When
        FailureScope failureScope = FailureScope.of(failure, Optional.empty());

        // Then
        assertThat(failureScope)
                .isEqualTo(new FailureScope.Throttled(MicrosoftService.SHAREPOINT, Optional.of(Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "UNREACHABLE", "UNAUTHORIZED", "FORBIDDEN", "UNREADABLE"})
    void a_failure_that_the_probe_meets_too_is_an_outage(Kind kind) {
        // Given
        Failure failure = failure(kind, 500, Optional.empty());
        Failure met = failure(Kind.UNREACHABLE, 0, Optional.empty());

        // When
        FailureScope failureScope = FailureScope.of(failure, Optional.of(met));

        // Then
        assertThat(FailureScope.needsProbe(failure)).isTrue();
        assertThat(failureScope).isEqualTo(new FailureScope.Outage(MicrosoftService.SHAREPOINT, met));
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "UNREACHABLE", "UNAUTHORIZED", "FORBIDDEN", "UNREADABLE"})
    void a_failure_of_one_user_is_tried_again(Kind kind) {
        // Given
        Failure failure = failure(kind, 500, Optional.empty());

        // When
        FailureScope failureScope = FailureScope.of(failure, Optional.empty());

        // Then
        assertThat(failureScope).isEqualTo(new FailureScope.UserRetry(failure));
    }

    @Test
    void a_request_that_is_refused_for_what_it_says_is_not_tried_again() {
        // Given
        Failure failure = failure(Kind.REFUSED, 400, Optional.empty());

        // When
        FailureScope failureScope = FailureScope.of(failure, Optional.empty());

        // Then
        assertThat(failureScope).isEqualTo(new FailureScope.UserRejected(failure));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "REFUSED"})
    void some_failures_need_no_probe(Kind kind) {
        // When
        boolean needsProbe = FailureScope.needsProbe(failure(kind, 400, Optional.empty()));

        // Then
        assertThat(needsProbe).isFalse();
    }

    @Test
    void a_throttled_probe_is_no_outage() {
        // Given
        Failure throttled = failure(Kind.THROTTLED, 429, Optional.of(Duration.ofSeconds(9)));

        // When
        FailureScope failureScope =
                FailureScope.of(failure(Kind.SERVER_ERROR, 500, Optional.empty()), Optional.of(throttled));

        // Then
        assertThat(failureScope)
                .isEqualTo(new FailureScope.Throttled(MicrosoftService.SHAREPOINT, Optional.of(Duration.ofSeconds(9))));
    }

    @Test
    void a_missing_permission_is_an_outage_that_says_what_the_administrator_has_to_check() {
        // Given
        FailureScope.Outage outage =
                new FailureScope.Outage(MicrosoftService.SHAREPOINT, failure(Kind.FORBIDDEN, 403, Optional.empty()));

        // When
        String word = outage.message();

        // Then
        assertThat(word).contains("administrator", "User.ReadWrite.All", "Sites.FullControl.All", "contoso-my", "403");
    }

    @Test
    void a_failure_without_an_answer_names_no_status() {
        assertThat(failure(Kind.REFUSED, 0, Optional.empty()).toString())
                .startsWith("SHAREPOINT REFUSED: accessDenied: ")
                .doesNotContain("HTTP");
    }

    static Failure failure(Kind kind, int status, Optional<Duration> retryAfter) {
        return Failure.of(
                        MicrosoftService.SHAREPOINT,
                        kind,
                        status,
                        "accessDenied",
                        "GET contoso-my.sharepoint.com/_api/web")
                .askingFor(retryAfter)
                .withRequestId(Optional.of("req-1"));
    }
}
