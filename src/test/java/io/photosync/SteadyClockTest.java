package io.photosync;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    private final MovableClock machine = new MovableClock(NOON);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final SteadyClock clock = new SteadyClock(machine, nanos::get);

    @Test
    void time_goes_on_as_the_machines_does() {
        pass(Duration.ofHours(5));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(5)));
    }

    @Test
    void a_clock_that_is_set_forward_and_back_soon_changes_nothing() {
        machine.advance(YEAR);
        passInSteps(Duration.ofSeconds(50));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(50));

        machine.advance(YEAR.negated());
        passInSteps(Duration.ofSeconds(50));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(100));
    }

    @Test
    void a_clock_that_stays_ahead_as_after_a_sleep_is_followed() {
        machine.advance(Duration.ofHours(8));
        passInSteps(Duration.ofSeconds(70));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(8)).plusSeconds(70));
    }

    @Test
    void time_never_runs_back_and_never_stands_still_and_agrees_again_in_the_end() {
        // Given
        machine.advance(Duration.ofMinutes(5).negated());
        Instant before = clock.instant();

        // When, Then
        for (int minute = 0; minute < 70; minute++) {
            passInSteps(Duration.ofMinutes(1));
            Instant now = clock.instant();
            assertThat(Duration.between(before, now)).isGreaterThan(Duration.ofSeconds(53));
            before = now;
        }
        assertThat(Duration.between(machine.instant(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(2));
    }

    private void passInSteps(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            pass(Duration.ofSeconds(1));
            clock.instant();
        }
    }

    private void pass(Duration time) {
        machine.advance(time);
        nanos.addAndGet(time.toNanos());
    }
}
