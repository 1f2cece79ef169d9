package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepPacerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(300);

    @Test
    void batches_are_spread_over_the_round() {
        SweepPacer pace = new SweepPacer(NOON, EVERY, 30, 0);

        assertThat(pace.next()).isEqualTo(NOON);
        pace.went(NOON);
        assertThat(pace.next()).isEqualTo(NOON.plusSeconds(10));
        pace.went(NOON.plusSeconds(10));
        assertThat(pace.next()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void what_is_late_catches_up_at_twice_the_pace_and_no_faster() {
        // Given
        SweepPacer pace = new SweepPacer(NOON, EVERY, 30, 0);
        pace.went(NOON);

        // When
        Instant late = NOON.plusSeconds(60);
        pace.went(late);

        // Then
        assertThat(pace.next()).isEqualTo(late.plusSeconds(5));
    }

    @Test
    void a_successor_goes_on_at_once_with_the_rounds_own_times() {
        SweepPacer pace = new SweepPacer(NOON, EVERY, 30, 12);

        assertThat(pace.next()).isEqualTo(NOON.plusSeconds(120));
    }

    @Test
    void the_only_batch_of_a_small_tenant_goes_at_the_beginning() {
        assertThat(new SweepPacer(NOON, EVERY, 0, 0).next()).isEqualTo(NOON);
        assertThat(new SweepPacer(NOON, EVERY, 1, 0).next()).isEqualTo(NOON);
    }
}
