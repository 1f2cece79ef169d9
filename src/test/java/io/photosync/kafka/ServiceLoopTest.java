package io.photosync.kafka;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.MovableClock;
import io.photosync.testkit.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ServiceLoopTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

    private final MovableClock clock = new MovableClock(NOON);

    @ParameterizedTest
    @MethodSource("breaks")
    void work_that_fails_for_any_reason_is_restarted(Supplier<Throwable> broken) throws InterruptedException {
        // Given
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        ServiceLoop loop = new ServiceLoop(
                "test",
                () -> {
                    if (begun.incrementAndGet() == 1) {
                        sneak(broken.get());
                    }
                    end.await();
                },
                Duration.ofMinutes(1),
                PAUSE,
                clock);

        // When
        loop.start(READY);

        // Then
        await().until(() -> begun.get() == 2);
        loop.stop();
        end.countDown();
        assertThat(loop.ended(Patience.LONG)).isTrue();
    }

    private static Stream<Supplier<Throwable>> breaks() {
        return Stream.of(
                () -> new IllegalStateException("a defect"),
                () -> new TopicAuthorizationException("denied for a while"),
                // Interrupts the thread that makes it.
                () -> new InterruptException("by nobody who is known"),
                () -> new InterruptedException("the term is over"),
                StackOverflowError::new,
                () -> new NoClassDefFoundError("half a library"));
    }

    @Test
    void a_loop_without_progress_is_reported_and_one_that_waits_for_its_topics_is_not() {
        // Given
        CompletableFuture<Void> topics = new CompletableFuture<>();
        CountDownLatch hangs = new CountDownLatch(1);
        ServiceLoop loop = new ServiceLoop("test", hangs::await, Duration.ofMinutes(1), PAUSE, clock);
        loop.start(topics);
        clock.advance(Duration.ofHours(1));
        await().until(() -> loop.stuck().isEmpty());

        // When
        topics.complete(null);

        // Then
        await().until(() -> {
            clock.advance(Duration.ofMinutes(2));
            return loop.stuck().isPresent();
        });
        loop.stop();
        hangs.countDown();
        assertThat(loop.stuck()).isEqualTo(Optional.empty());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable broken) throws T {
        throw (T) broken;
    }
}
