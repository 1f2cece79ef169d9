package io.photosync.identity;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokenFlightTest {
    private static final String GRAPH = "https://graph.microsoft.com";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-05T08:00:00Z"));
    private final AtomicInteger fetched = new AtomicInteger();

    @Test
    void many_concurrent_callers_share_one_request() throws Exception {
        // Given
        CountDownLatch entraAnswers = new CountDownLatch(1);
        Tokens tokens = new Tokens(
                audience -> {
                    entraAnswers.await();
                    return numbered();
                },
                clock);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();

            // When
            for (int i = 0; i < 500; i++) {
                answers.add(callers.submit(() -> tokens.token(GRAPH)));
            }
            entraAnswers.countDown();

            // Then
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("token-1");
            }
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void a_token_that_permits_too_little_is_fetched_again_now_and_then() throws Exception {
        Tokens tokens = new Tokens(audience -> numbered(), clock);
        String first = tokens.token(GRAPH);

        boolean renewed = tokens.renewed(GRAPH, first);
        String second = tokens.token(GRAPH);
        boolean sameToken = tokens.renewed(GRAPH, first);
        boolean soonAgain = tokens.renewed(GRAPH, second);
        clock.advance(Duration.ofSeconds(20));
        boolean later = tokens.renewed(GRAPH, second);

        assertThat(renewed).isTrue();
        assertThat(second).isNotEqualTo(first);
        assertThat(sameToken).isTrue();
        assertThat(soonAgain).isFalse();
        assertThat(later).isTrue();
        assertThat(fetched).hasValue(3);
    }

    @Test
    void a_token_that_is_doubted_while_entra_is_away_is_served_further() throws Exception {
        Tokens tokens = new Tokens(
                audience -> {
                    if (fetched.get() > 0) {
                        throw refusal(audience, Optional.empty());
                    }
                    return numbered();
                },
                clock);
        String token = tokens.token(GRAPH);

        assertThat(tokens.renewed(GRAPH, token)).isFalse();
        assertThat(tokens.token(GRAPH)).isEqualTo(token);
    }

    @Test
    void a_refusal_reaches_every_caller_and_is_soon_forgotten() throws Exception {
        // Given
        CountDownLatch entraAnswers = new CountDownLatch(1);
        AtomicInteger refusals = new AtomicInteger();
        Tokens tokens = new Tokens(
                audience -> {
                    entraAnswers.await();
                    if (refusals.getAndIncrement() == 0) {
                        throw refusal(audience, Optional.empty());
                    }
                    return numbered();
                },
                clock);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();

            // When
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(() -> tokens.token(GRAPH)));
            }
            entraAnswers.countDown();

            // Then
            for (Future<String> answer : answers) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(answer::get)
                        .withCauseInstanceOf(TokenRefused.class)
                        .withMessageContaining("AADSTS700027");
            }
        }
        assertThat(refusals).hasValue(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(tokens.token(GRAPH)).isEqualTo("token-1");
    }

    @Test
    void retry_after_keeps_a_refusal_longer_and_each_caller_learns_what_is_left_of_it() throws Exception {
        // Given
        AtomicInteger asked = new AtomicInteger();
        Tokens tokens = new Tokens(
                audience -> {
                    asked.incrementAndGet();
                    throw refusal(audience, Optional.of(Duration.ofMinutes(15)));
                },
                clock);

        // When
        assertThatExceptionOfType(TokenRefused.class).isThrownBy(() -> tokens.token(GRAPH));
        clock.advance(Duration.ofMinutes(14));
        assertThatExceptionOfType(TokenRefused.class)
                .isThrownBy(() -> tokens.token(GRAPH))
                .satisfies(refused -> assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1)));

        // Then
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofMinutes(1));
        assertThatExceptionOfType(TokenRefused.class).isThrownBy(() -> tokens.token(GRAPH));
        assertThat(asked).hasValue(2);
    }

    @Test
    void five_minutes_before_its_end_a_token_is_renewed_while_the_old_one_is_served() throws Exception {
        // Given
        Tokens tokens = new Tokens(audience -> numbered(), clock);
        tokens.token(GRAPH);

        // When
        clock.advance(Duration.ofMinutes(55));
        String served = tokens.token(GRAPH);

        // Then
        assertThat(served).isEqualTo("token-1");
        await().until(() -> tokens.token(GRAPH).equals("token-2"));
        assertThat(fetched).hasValue(2);
    }

    @Test
    void a_failed_renewal_leaves_the_old_token_in_service() throws Exception {
        // Given
        AtomicInteger asked = new AtomicInteger();
        Tokens tokens = new Tokens(
                audience -> {
                    if (asked.incrementAndGet() > 1) {
                        throw refusal(audience, Optional.empty());
                    }
                    return numbered();
                },
                clock);
        tokens.token(GRAPH);
        clock.advance(Duration.ofMinutes(56));

        // When
        tokens.token(GRAPH);
        await().untilAtomic(asked, org.hamcrest.Matchers.is(2));

        // Then
        assertThat(tokens.token(GRAPH)).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(4));
        assertThatExceptionOfType(TokenRefused.class).isThrownBy(() -> tokens.token(GRAPH));
    }

    @Test
    void a_token_that_a_service_refused_is_fetched_again_once() throws Exception {
        // Given
        Tokens tokens = new Tokens(audience -> numbered(), clock);
        String first = tokens.token(GRAPH);

        // When
        tokens.reject(GRAPH, first);
        String second = tokens.token(GRAPH);
        tokens.reject(GRAPH, first);
        tokens.reject(GRAPH, second);

        // Then
        assertThat(tokens.token(GRAPH)).isEqualTo("token-2");
        assertThat(fetched).hasValue(2);
    }

    @Test
    void a_token_without_a_permission_is_renewed_in_the_background_at_most_once_a_minute() throws Exception {
        // Given
        Tokens tokens = new Tokens(audience -> numbered(), clock);
        String first = tokens.token(GRAPH);

        // When
        tokens.renew(GRAPH, first);
        await().until(() -> tokens.token(GRAPH).equals("token-2"));
        tokens.renew(GRAPH, first);
        tokens.renew(GRAPH, "token-2");

        // Then
        assertThat(tokens.token(GRAPH)).isEqualTo("token-2");
        assertThat(fetched).hasValue(2);
        clock.advance(Duration.ofMinutes(1));
        tokens.renew(GRAPH, "token-2");
        await().until(() -> tokens.token(GRAPH).equals("token-3"));
    }

    @Test
    void each_audience_has_a_token_of_its_own() throws Exception {
        // Given
        Tokens tokens = new Tokens(audience -> numbered(), clock);

        // When
        String graph = tokens.token(GRAPH);
        String sharePoint = tokens.token("https://contoso-my.sharepoint.com");

        // Then
        assertThat(graph).isNotEqualTo(sharePoint);
    }

    private AccessToken numbered() {
        Instant now = clock.instant();
        return AccessToken.fetched("token-" + fetched.incrementAndGet(), now, now.plus(Duration.ofHours(1)));
    }

    private static TokenRefused refusal(String audience, Optional<Duration> retryAfter) {
        return new TokenRefused(
                audience,
                new TokenRefused.Refusal(401, "AADSTS700027", "the certificate has expired", retryAfter),
                null);
    }
}
