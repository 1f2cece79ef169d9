package io.photosync.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.call.Failure.Kind;
import io.photosync.call.Failure.Reach;
import io.photosync.call.MicrosoftRequest.TokenRenewal;
import io.photosync.identity.CountedTokens;
import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosoftCallsTest {
    private static final Duration LATENCY = Duration.ofMillis(100);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-05T08:00:00Z"));
    private final List<Duration> pauses = new ArrayList<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MicrosoftCalls calls = new MicrosoftCalls(
            new ClockedPermits(), new CountedTokens(clock).tokens(), new RequestMetrics(meters), clock);
    private final ScriptedRequest request = new ScriptedRequest();

    @ParameterizedTest
    @CsvSource({
        "NONE, SERVER_ERROR, 1, false",
        "FIRST, SERVER_ERROR, 2, true",
        "FIRST, UNREACHABLE, 2, true",
        "FIRST, UNREADABLE, 2, true",
        "FIRST, REFUSED, 1, false",
        "FIRST, SERVER_ERROR UNREACHABLE, 2, false",
        "FIRST_OF_EACH_KIND, SERVER_ERROR UNREACHABLE, 3, true",
        "FIRST_OF_EACH_KIND, SERVER_ERROR SERVER_ERROR, 2, false",
        "FIRST_OF_EACH_KIND, UNREADABLE, 1, false"
    })
    void a_failure_that_may_pass_is_repeated_as_often_as_the_request_says(
            Repeats repeats, String kinds, int sent, boolean answered) {
        for (String kind : kinds.split(" ")) {
            request.failures.add(failure(Kind.valueOf(kind)));
        }

        MicrosoftCallException failed = failed(context(repeats));

        assertThat(failed == null).isEqualTo(answered);
        assertThat(request.tokens).hasSize(sent);
    }

    @ParameterizedTest
    @CsvSource({"SERVER_ERROR", "UNREACHABLE", "UNAUTHORIZED"})
    void nothing_is_repeated_after_the_deadline_and_the_services_own_failure_is_reported(Kind kind) {
        request.failures.add(failure(kind));

        MicrosoftCallException failed =
                failed(new CallContext(Priority.LIVE, clock.instant().plus(LATENCY), Repeats.FIRST));

        assertThat(failed.failure()).isEqualTo(failure(kind));
        assertThat(request.tokens).hasSize(1);
    }

    @Test
    void a_refused_token_is_replaced_once() {
        request.failures.addAll(List.of(failure(Kind.UNAUTHORIZED), failure(Kind.UNAUTHORIZED)));

        assertThat(failed(context(Repeats.NONE)).failure().kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(request.tokens).containsExactly("token-1", "token-2");
    }

    @Test
    void a_403_is_repeated_once_where_a_newer_token_is_awaited() {
        request.renewal = TokenRenewal.AWAITED;
        request.failures.add(failure(Kind.FORBIDDEN));

        assertThat(failed(context(Repeats.NONE))).isNull();
        assertThat(request.tokens).containsExactly("token-1", "token-2");
    }

    @Test
    void a_403_is_final_where_the_newer_token_is_for_later_requests() {
        request.failures.add(failure(Kind.FORBIDDEN));

        assertThat(failed(context(Repeats.FIRST)).failure().kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(request.tokens).hasSize(1);
    }

    @Test
    void a_throttled_request_is_repeated_until_a_pause_would_outlast_the_deadline() {
        for (int i = 0; i < 9; i++) {
            request.failures.add(failure(Kind.THROTTLED));
        }

        MicrosoftCallException failed = failed(context(Repeats.NONE));

        assertThat(failed.failure().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 32L);
        assertThat(request.tokens).hasSize(5);
    }

    @Test
    void a_service_is_paused_for_as_long_as_it_asked_and_for_a_second_at_least() {
        request.failures.add(failure(Kind.THROTTLED).askingFor(Optional.of(Duration.ofSeconds(7))));
        request.failures.add(failure(Kind.THROTTLED).askingFor(Optional.of(Duration.ZERO)));

        assertThat(failed(context(Repeats.NONE))).isNull();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    @Test
    void a_long_throttle_of_one_user_ends_the_call_and_pauses_no_other() {
        request.throttled = Reach.ONE_USER;
        request.failures.add(failure(Kind.THROTTLED).askingFor(Optional.of(Duration.ofSeconds(7))));

        Failure failure = failed(context(Repeats.FIRST)).failure();

        assertThat(failure.kind()).isEqualTo(Kind.USER_THROTTLED);
        assertThat(failure.reach()).isEqualTo(Reach.ONE_USER);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_short_throttle_of_one_user_is_waited_for_once() {
        request.throttled = Reach.ONE_USER;
        for (int i = 0; i < 2; i++) {
            request.failures.add(failure(Kind.THROTTLED).askingFor(Optional.of(Duration.ZERO)));
        }

        assertThat(failed(context(Repeats.NONE)).failure().kind()).isEqualTo(Kind.USER_THROTTLED);
        assertThat(request.tokens).hasSize(2);
        assertThat(pauses).isEmpty();
    }

    @Test
    void each_request_is_counted_once_with_its_time_and_outcome() {
        request.failures.add(failure(Kind.SERVER_ERROR));

        failed(context(Repeats.FIRST));

        for (String outcome : List.of("server_error", "ok")) {
            assertThat(meters.get("photosync.microsoft.requests")
                            .tags("service", "graph", "outcome", outcome)
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("photosync.microsoft.request")
                            .tags("service", "graph", "outcome", outcome)
                            .timer()
                            .totalTime(TimeUnit.MILLISECONDS))
                    .isEqualTo(LATENCY.toMillis());
        }
    }

    @Test
    void an_answer_is_a_success_or_a_refusal_and_nothing_else() {
        request.failures.addAll(List.of(failure(Kind.SERVER_ERROR), failure(Kind.REFUSED)));

        failed(context(Repeats.FIRST));
        failed(context(Repeats.FIRST));

        assertThat(request.answers).isEqualTo(2);
    }

    /** Null when it succeeded. */
    private MicrosoftCallException failed(CallContext callContext) {
        return catchThrowableOfType(MicrosoftCallException.class, () -> calls.send(request, callContext));
    }

    private CallContext context(Repeats repeats) {
        return new CallContext(Priority.LIVE, clock.instant().plusSeconds(60), repeats);
    }

    private static Failure failure(Kind kind) {
        return Failure.of(MicrosoftService.GRAPH, kind, 400, "code", "detail");
    }

    /** Fails as written down, then succeeds. */
    private final class ScriptedRequest implements MicrosoftRequest<String> {
        private final Deque<Failure> failures = new ArrayDeque<>();
        private final List<String> tokens = new ArrayList<>();
        private TokenRenewal renewal = TokenRenewal.IN_BACKGROUND;
        private Reach throttled = Reach.ALL_USERS;
        private int answers;

        @Override
        public RequestCost cost() {
            return new RequestCost(MicrosoftService.GRAPH, 1, 0);
        }

        @Override
        public String audience() {
            return "https://graph.example";
        }

        @Override
        public String send(String token, CallContext callContext) throws MicrosoftCallException {
            tokens.add(token);
            clock.advance(LATENCY);
            Failure failure = failures.poll();
            if (failure != null) {
                throw new MicrosoftCallException(failure);
            }
            return "answer";
        }

        @Override
        public TokenRenewal renewal() {
            return renewal;
        }

        @Override
        public void answered(Instant permitted) {
            answers++;
        }

        @Override
        public Reach throttled(Instant permitted, Duration pause) {
            return throttled;
        }
    }

    /** Permits for whatever comes; a pause is over when the next request wants one. */
    private final class ClockedPermits implements Permits {
        private Instant pausedUntil = Instant.MIN;

        @Override
        public void acquire(RequestCost requestCost, CallContext callContext) {
            if (pausedUntil.isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), pausedUntil));
            }
        }

        @Override
        public void pauseFor(MicrosoftService service, Duration retryAfter) {
            pauses.add(retryAfter);
            pausedUntil = clock.instant().plus(retryAfter);
        }

        @Override
        public void answered(MicrosoftService service) {}
    }
}
