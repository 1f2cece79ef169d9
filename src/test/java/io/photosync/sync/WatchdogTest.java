package io.photosync.sync;

import static io.photosync.sync.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Instant LATER = NOON.plus(Watchdog.PATIENCE).plusSeconds(1);

    @Test
    void work_that_waits_for_nothing_known_and_finishes_nothing_is_stuck() {
        assertThat(Watchdog.stuck(state(7, LATER), Optional.empty(), LATER))
                .hasValueSatisfying(why -> assertThat(why).contains("7 records"));
    }

    @Test
    void an_outage_a_pause_or_an_empty_budget_is_not_stuck_however_long() {
        assertThat(Watchdog.stuck(state(7, LATER), Optional.of("SHAREPOINT is away"), LATER))
                .isEmpty();
    }

    @Test
    void a_lane_without_work_is_not_stuck() {
        assertThat(Watchdog.stuck(state(0, LATER), Optional.empty(), LATER)).isEmpty();
    }

    @Test
    void a_consumer_that_no_longer_goes_round_is_stuck_whatever_it_waits_for() {
        assertThat(Watchdog.stuck(state(0, NOON), Optional.of("SHAREPOINT is away"), LATER))
                .hasValueSatisfying(why -> assertThat(why).contains("has not gone round"));
    }

    @Test
    void an_attempt_that_outlives_its_deadline_is_stuck_even_if_others_finish() {
        LaneState state = new LaneState(1, 1, 0, 0, 0, false, Optional.of(NOON), LATER, LATER);

        assertThat(Watchdog.stuck(state, Optional.empty(), LATER)).isPresent();
    }

    private static LaneState state(long lag, Instant turnedAt) {
        return new LaneState(lag, 0, 0, 0, 0, false, Optional.empty(), NOON, turnedAt);
    }
}
