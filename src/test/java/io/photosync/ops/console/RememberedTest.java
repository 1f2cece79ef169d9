package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept for a while, since it takes long to read. */
class RememberedTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void what_is_read_fast_is_kept_for_the_least_time() {
        Remembered<Integer> remembered = remembered(Duration.ZERO);

        assertThat(remembered.get()).isEqualTo(1);
        clock.advance(Duration.ofMillis(4_999));
        assertThat(remembered.get()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(remembered.get()).isEqualTo(2);
    }

    @Test
    void what_takes_long_costs_a_twenty_fifth_of_the_time_at_most() {
        Remembered<Integer> remembered = remembered(Duration.ofSeconds(1));

        remembered.get();
        clock.advance(Duration.ofSeconds(23));
        assertThat(remembered.get()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(remembered.get()).isEqualTo(2);
    }

    private Remembered<Integer> remembered(Duration takes) {
        return new Remembered<>(
                () -> {
                    clock.advance(takes);
                    return reads.incrementAndGet();
                },
                Duration.ofSeconds(5),
                clock);
    }
}
