package io.photosync.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectionDelayTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(5);

    @Test
    void a_change_is_noticed_within_a_pass() {
        DetectionDelay detectionDelay = promise(Optional.empty(), Optional.of(ended(Duration.ofSeconds(290))));

        assertThat(detectionDelay.text()).isEqualTo("a change is noticed within 5 minutes");
        assertThat(detectionDelay.broken()).isEmpty();
    }

    @Test
    void a_longer_pass_delays_detection() {
        DetectionDelay detectionDelay = promise(Optional.empty(), Optional.of(ended(Duration.ofSeconds(421))));

        assertThat(detectionDelay.text()).isEqualTo("a change is noticed within 8 minutes");
        assertThat(detectionDelay.broken()).isEmpty();
    }

    @Test
    void a_pass_of_twice_its_time_is_reported() {
        DetectionDelay detectionDelay = promise(Optional.empty(), Optional.of(ended(Duration.ofMinutes(11))));

        assertThat(detectionDelay.broken()).contains("the last pass took 11 minutes, a pass should take 5 minutes");
    }

    @Test
    void an_overdue_pass_is_reported_before_its_end() {
        DetectionDelay detectionDelay = promise(
                Optional.of(running(NOON.minus(Duration.ofMinutes(12)))), Optional.of(ended(Duration.ofMinutes(5))));

        assertThat(detectionDelay.within()).isEqualTo(Duration.ofMinutes(12));
        assertThat(detectionDelay.broken())
                .contains("this pass has taken 12 minutes so far, a pass should take 5 minutes");
    }

    @Test
    void silence_of_a_minute_means_that_no_replica_leads() {
        SweepState old = new SweepState(
                Optional.empty(), Optional.empty(), 0, Optional.empty(), NOON.minus(Duration.ofSeconds(61)));

        assertThat(DetectionDelay.of(Optional.of(old), EVERY, NOON, NOON).broken())
                .hasValueSatisfying(why -> assertThat(why).contains("no replica leads"));
        assertThat(DetectionDelay.of(Optional.empty(), EVERY, NOON.minus(Duration.ofSeconds(61)), NOON)
                        .broken())
                .isPresent();
        assertThat(DetectionDelay.of(Optional.empty(), EVERY, NOON, NOON).broken())
                .isEmpty();
    }

    @Test
    void the_time_that_a_first_fill_will_take_follows_from_its_rate() {
        assertThat(new FirstFillProgress(12_430, 80_000, Optional.of(1_648.0)).text())
                .isEqualTo("12,430 of 80,000, about 41 min left");
        assertThat(new FirstFillProgress(0, 80_000, Optional.of(200.0)).text())
                .isEqualTo("0 of 80,000, about 7 h left");
        assertThat(new FirstFillProgress(0, 80_000, Optional.of(0.0)).text()).isEqualTo("0 of 80,000");
        assertThat(new FirstFillProgress(10, 20, Optional.empty()).text()).isEqualTo("10 of 20");
    }

    private static DetectionDelay promise(Optional<Running> running, Optional<Ended> last) {
        SweepState state = new SweepState(running, last, 0, Optional.empty(), NOON.minusSeconds(3));
        return DetectionDelay.of(Optional.of(state), EVERY, NOON.minus(Duration.ofDays(1)), NOON);
    }

    private static Running running(Instant startedAt) {
        return new Running(7, startedAt, "ada", 1, 3, 0, 0, 0, 1, Optional.empty());
    }

    private static Ended ended(Duration took) {
        return new Ended(6, NOON.minus(took).minusSeconds(1), NOON.minusSeconds(1), 3, 0, 0, 1, Optional.empty());
    }
}
