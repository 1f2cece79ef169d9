package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepPacerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(300);

    @Test
    void batches_are_spread_over_the_pass() {
        SweepPacer pacer = new SweepPacer(NOON, EVERY, 30, 0);

        assertThat(pacer.next()).isEqualTo(NOON);
        pacer.started(NOON);
        assertThat(pacer.next()).isEqualTo(NOON.plusSeconds(10));
        pacer.started(NOON.plusSeconds(10));
        assertThat(pacer.next()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void a_late_pass_catches_up_at_twice_the_rate_and_no_faster() {
        // Given
        SweepPacer pacer = new SweepPacer(NOON, EVERY, 30, 0);
        pacer.started(NOON);

        // When
        Instant late = NOON.plusSeconds(60);
        pacer.started(late);

        // Then
        assertThat(pacer.next()).isEqualTo(late.plusSeconds(5));
    }

    @Test
    void a_new_leader_keeps_the_times_of_the_pass_that_it_resumes() {
        SweepPacer pacer = new SweepPacer(NOON, EVERY, 30, 12);

        assertThat(pacer.next()).isEqualTo(NOON.plusSeconds(120));
    }

    @Test
    void with_nothing_to_spread_over_each_batch_may_start_as_soon_as_the_one_before() {
        // Given
        SweepPacer pacer = new SweepPacer(NOON, Duration.ZERO, 30, 0);

        for (int batch = 0; batch < 30; batch++) {
            // Then
            assertThat(pacer.next()).isBeforeOrEqualTo(NOON);

            // When
            pacer.started(NOON);
        }
    }

    @Test
    void the_only_batch_of_a_small_tenant_starts_at_once() {
        assertThat(new SweepPacer(NOON, EVERY, 0, 0).next()).isEqualTo(NOON);
        assertThat(new SweepPacer(NOON, EVERY, 1, 0).next()).isEqualTo(NOON);
    }
}
