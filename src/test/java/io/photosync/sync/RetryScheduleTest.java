package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final List<Duration> STEPS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(10));

    @Test
    void each_failure_waits_longer_and_the_one_after_the_last_step_gives_up() {
        RetrySchedule retrySchedule = new RetrySchedule(STEPS, 0, () -> 0.5);

        assertThat(retrySchedule.waitAfter(1, Optional.empty())).contains(Duration.ofMinutes(1));
        assertThat(retrySchedule.waitAfter(2, Optional.empty())).contains(Duration.ofMinutes(10));
        assertThat(retrySchedule.waitAfter(3, Optional.empty())).isEmpty();
    }

    @Test
    void the_last_try_is_the_one_that_has_no_wait_after_it() {
        RetrySchedule retrySchedule = new RetrySchedule(STEPS, 0, () -> 0.5);

        assertThat(retrySchedule.isLast(2)).isFalse();
        assertThat(retrySchedule.isLast(3)).isTrue();
        assertThat(new RetrySchedule(List.of(), 0, () -> 0.5).isLast(1)).isTrue();
    }

    @Test
    void jitter_spreads_a_wait_to_both_sides() {
        assertThat(new RetrySchedule(STEPS, 0.2, () -> 0).waitAfter(1, Optional.empty()))
                .contains(Duration.ofSeconds(48));
        assertThat(new RetrySchedule(STEPS, 0.2, () -> 1).waitAfter(1, Optional.empty()))
                .contains(Duration.ofSeconds(72));
    }

    @Test
    void a_retry_after_is_never_undercut() {
        RetrySchedule retrySchedule = new RetrySchedule(STEPS, 0.2, () -> 0);

        assertThat(retrySchedule.waitAfter(1, Optional.of(Duration.ofMinutes(5))))
                .contains(Duration.ofMinutes(5));
        assertThat(retrySchedule.waitAfter(1, Optional.of(Duration.ofSeconds(5))))
                .contains(Duration.ofSeconds(48));
    }
}
