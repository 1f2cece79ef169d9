package io.photosync.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00.123Z");

    private final SlidingWindow slidingWindow = new SlidingWindow(MINUTE);

    @Test
    void what_was_spent_counts_until_the_window_has_passed_and_little_longer() {
        // Given
        slidingWindow.record(100, START);

        // When
        Instant free = slidingWindow.usedAtMost(0, START);

        // Then
        assertThat(free).isBetween(START.plus(MINUTE), START.plus(MINUTE).plusMillis(250));
        assertThat(slidingWindow.used(free.minusMillis(1))).isEqualTo(100);
        assertThat(slidingWindow.used(free)).isZero();
    }

    @Test
    void room_comes_back_in_the_order_of_spending() {
        // Given
        slidingWindow.record(60, START);
        slidingWindow.record(40, START.plusSeconds(30));

        // When
        Instant roomFor50 = slidingWindow.usedAtMost(50, START.plusSeconds(31));
        Instant roomFor70 = slidingWindow.usedAtMost(30, START.plusSeconds(31));

        // Then
        assertThat(roomFor50).isBetween(START.plusSeconds(60), START.plusSeconds(61));
        assertThat(roomFor70).isBetween(START.plusSeconds(90), START.plusSeconds(91));
        assertThat(slidingWindow.usedAtMost(100, START.plusSeconds(31))).isEqualTo(START.plusSeconds(31));
    }

    @Test
    void what_others_spent_is_forgotten_when_they_said() {
        // Given
        slidingWindow.recordUntil(500, Duration.ofSeconds(5), START);

        // When
        long before = slidingWindow.used(START.plusSeconds(4));
        long after = slidingWindow.used(START.plusMillis(5_500));

        // Then
        assertThat(before).isEqualTo(500);
        assertThat(after).isZero();
    }

    @Test
    void an_even_past_leaves_the_window_evenly() {
        // Given
        slidingWindow.recordEvenly(600, START);

        // When
        long half = slidingWindow.used(START.plusSeconds(30));

        // Then
        assertThat(slidingWindow.used(START.plusSeconds(30))).isEqualTo(half).isBetween(295L, 310L);
        assertThat(slidingWindow.used(START.plusSeconds(61))).isZero();
    }

    @Test
    void a_scaled_past_keeps_its_sum_though_its_steps_are_small() {
        // Given
        for (int second = 0; second < 60; second++) {
            slidingWindow.record(1, START.plusSeconds(second));
        }

        // When
        slidingWindow.scale(0.5, START.plusSeconds(59));

        // Then
        assertThat(slidingWindow.used(START.plusSeconds(59))).isEqualTo(30);
    }

    @Test
    void a_clock_that_was_set_back_frees_nothing() {
        // Given
        slidingWindow.record(100, START);

        // When
        long used = slidingWindow.used(START.minusSeconds(3600));

        // Then
        assertThat(used).isEqualTo(100);
    }

    @Test
    void a_long_silence_forgets_everything() {
        // Given
        slidingWindow.record(100, START);

        // When
        long used = slidingWindow.used(START.plus(Duration.ofDays(400)));

        // Then
        assertThat(used).isZero();
    }
}
