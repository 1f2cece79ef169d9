package io.photosync.breaker;

import static io.photosync.breaker.FailureScopeTest.failure;
import static io.photosync.call.MicrosoftService.SHAREPOINT;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import io.photosync.testkit.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BreakersTest {
    private static final Failure FAILED = failure(Kind.SERVER_ERROR, 500, Optional.empty());
    private static final Failure PROBE_FAILED = failure(Kind.UNREACHABLE, 0, Optional.empty());
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicReference<Optional<Failure>> service = new AtomicReference<>(Optional.empty());
    private final Breakers breakers = new Breakers(Clock.systemUTC(), 5, PAUSE, PAUSE.multipliedBy(4));

    BreakersTest() {
        breakers.register(SHAREPOINT, () -> {
            probes.incrementAndGet();
            return service.get();
        });
    }

    @AfterEach
    void stop() {
        breakers.stop();
    }

    @Test
    void an_outage_opens_the_breaker_and_the_probe_closes_it() throws Exception {
        // Given
        List<BreakerState> seen = new CopyOnWriteArrayList<>();
        breakers.of(SHAREPOINT).listen(seen::add);
        breakers.register(
                SHAREPOINT, () -> probes.getAndIncrement() == 0 ? Optional.of(PROBE_FAILED) : Optional.empty());

        // When
        FailureScope failureScope = breakers.classify(FAILED);
        breakers.of(SHAREPOINT).awaitClosed(Patience.LONG);

        // Then
        assertThat(failureScope).isEqualTo(new FailureScope.Outage(SHAREPOINT, PROBE_FAILED));
        assertThat(breakers.open(SHAREPOINT)).isFalse();
        assertThat(seen)
                .hasExactlyElementsOfTypes(
                        BreakerState.Open.class, BreakerState.HalfOpen.class, BreakerState.Closed.class);
        assertThat(breakers.open(MicrosoftService.GRAPH)).isFalse();
    }

    @Test
    void the_breaker_remembers_since_when_the_service_fails() throws Exception {
        // Given
        service.set(Optional.of(PROBE_FAILED));
        breakers.classify(FAILED);
        BreakerState first = breakers.of(SHAREPOINT).state();

        // When
        await().until(() -> probes.get() >= 3);

        // Then
        assertThat(first).isNotInstanceOf(BreakerState.Closed.class);
        assertThat(since(breakers.of(SHAREPOINT).state())).isEqualTo(since(first));
    }

    @Test
    void many_concurrent_failures_share_one_probe() throws Exception {
        // Given: a pause between two probes that is longer than the slowest machine needs
        Breakers patient = new Breakers(Clock.systemUTC(), 5, Duration.ofMinutes(5), Duration.ofMinutes(5));
        patient.register(SHAREPOINT, () -> {
            probes.incrementAndGet();
            return Optional.of(PROBE_FAILED);
        });
        List<Callable<FailureScope>> all = IntStream.range(0, 200)
                .mapToObj(i -> (Callable<FailureScope>) () -> patient.classify(FAILED))
                .toList();

        // When
        int asked;
        List<Future<FailureScope>> diagnoses;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            diagnoses = threads.invokeAll(all);
            asked = probes.get();
        } finally {
            patient.stop();
        }

        // Then
        assertThat(diagnoses).allSatisfy(done -> assertThat(done.get()).isInstanceOf(FailureScope.Outage.class));
        assertThat(asked).isOne();
    }

    @Test
    void an_answer_from_before_the_failure_proves_no_outage() throws Exception {
        // Given
        breakers.classify(FAILED);
        service.set(Optional.of(PROBE_FAILED));

        // When
        FailureScope failureScope = breakers.classify(FAILED);

        // Then
        assertThat(failureScope).isInstanceOf(FailureScope.Outage.class);
        assertThat(probes.get()).as("and those that wait for its return").isGreaterThanOrEqualTo(2);
    }

    @Test
    void an_error_in_the_probe_does_not_keep_the_breaker_open_for_ever() throws Exception {
        // Given
        AtomicInteger calls = new AtomicInteger();
        breakers.register(SHAREPOINT, () -> switch (calls.getAndIncrement()) {
            case 0 -> Optional.of(PROBE_FAILED);
            case 1 -> throw new IllegalStateException("the probe is broken");
            default -> Optional.empty();
        });

        // When
        breakers.classify(FAILED);
        breakers.of(SHAREPOINT).awaitClosed(Patience.LONG);

        // Then
        assertThat(breakers.open(SHAREPOINT)).isFalse();
    }

    @Test
    void a_refusal_asks_no_probe() throws Exception {
        // When
        FailureScope failureScope = breakers.classify(failure(Kind.REFUSED, 400, Optional.empty()));

        // Then
        assertThat(failureScope).isInstanceOf(FailureScope.UserRejected.class);
        assertThat(probes.get()).isZero();
    }

    @Test
    void a_service_without_a_probe_cannot_be_judged() {
        // Given
        Breakers none = new Breakers(Clock.systemUTC(), 5, PAUSE, PAUSE.multipliedBy(4));

        // Then
        assertThatIllegalStateException()
                .isThrownBy(() -> none.classify(FAILED))
                .withMessageContaining("SHAREPOINT");
    }

    private static Object since(BreakerState state) {
        return switch (state) {
            case BreakerState.Closed closed -> "closed";
            case BreakerState.Open open -> open.since();
            case BreakerState.HalfOpen half -> half.since();
        };
    }
}
