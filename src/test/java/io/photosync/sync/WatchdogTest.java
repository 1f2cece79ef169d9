package io.photosync.sync;

import static io.photosync.sync.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Instant LATER = NOON.plus(Watchdog.PATIENCE).plusSeconds(1);

    @Test
    void work_that_waits_for_nothing_known_and_finishes_nothing_is_stuck() {
        assertThat(Watchdog.stuck(state(7, LATER), lane -> Optional.empty(), LATER))
                .hasValueSatisfying(why -> assertThat(why).contains("7 in lane LIVE"));
    }

    @Test
    void an_outage_a_pause_or_an_empty_budget_is_not_stuck_however_long() {
        assertThat(Watchdog.stuck(state(7, LATER), lane -> Optional.of("SHAREPOINT is away"), LATER))
                .isEmpty();
    }

    @Test
    void a_paused_lane_with_work_does_not_hide_a_stalled_open_one() {
        LaneState state = new LaneState(
                Map.of(TaskSource.LIVE, 3L, TaskSource.BULK, 4L), 0, false, Optional.empty(), NOON, LATER);

        assertThat(Watchdog.stuck(state, WatchdogTest::livePaused, LATER))
                .hasValueSatisfying(why -> assertThat(why).contains("lane BULK"));
        assertThat(Watchdog.stuck(state(3, LATER), WatchdogTest::livePaused, LATER))
                .isEmpty();
    }

    private static Optional<String> livePaused(TaskSource lane) {
        return lane == TaskSource.LIVE ? Optional.of("paused by an operator") : Optional.empty();
    }

    @Test
    void a_lane_without_work_is_not_stuck() {
        assertThat(Watchdog.stuck(state(0, LATER), lane -> Optional.empty(), LATER))
                .isEmpty();
    }

    @Test
    void a_consumer_without_turns_is_stuck_whatever_it_waits_for() {
        assertThat(Watchdog.stuck(state(0, NOON), lane -> Optional.of("SHAREPOINT is away"), LATER))
                .hasValueSatisfying(why -> assertThat(why).contains("has not gone round"));
    }

    @Test
    void an_attempt_that_outlives_its_deadline_is_stuck_even_if_others_finish() {
        LaneState state = new LaneState(Map.of(), 1, false, Optional.of(NOON), LATER, LATER);

        assertThat(Watchdog.stuck(state, lane -> Optional.empty(), LATER)).isPresent();
    }

    private static LaneState state(long lag, Instant turnedAt) {
        return new LaneState(Map.of(TaskSource.LIVE, lag), 0, false, Optional.empty(), NOON, turnedAt);
    }
}
