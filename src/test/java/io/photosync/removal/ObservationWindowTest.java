package io.photosync.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sweep.SweepState;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a new leader knows all that the one before it knew. */
class ObservationWindowTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PASS = Duration.ofMinutes(5);
    private static final Instant LATER = NOON.plus(PASS);

    @Test
    void it_is_complete_when_the_sweep_is_back_at_its_position() {
        // Given
        ObservationWindow window = observe(running(7, "m"));

        // Then
        assertThat(completeAfter(window, running(7, "z"))).isFalse();
        assertThat(completeAfter(window, between(7))).isFalse();
        assertThat(completeAfter(window, running(8, "l"))).isFalse();
        assertThat(completeAfter(window, running(8, "m"))).isTrue();
    }

    @Test
    void it_is_complete_when_the_pass_after_that_has_ended() {
        assertThat(completeAfter(observe(running(7, "m")), between(8))).isTrue();
        assertThat(completeAfter(observe(running(7, "m")), running(9, ""))).isTrue();
    }

    @Test
    void between_two_passes_the_next_one_checks_all_users() {
        assertThat(completeAfter(observe(between(7)), running(8, "z"))).isFalse();
        assertThat(completeAfter(observe(between(7)), between(8))).isTrue();
    }

    @Test
    void on_a_tenant_without_a_pass_the_first_one_does() {
        assertThat(completeAfter(observe(Optional.empty()), Optional.empty())).isFalse();
        assertThat(completeAfter(observe(Optional.empty()), between(1))).isTrue();
    }

    @Test
    void a_quick_pass_does_not_shorten_the_window() {
        // Given
        ObservationWindow window = observe(between(7));

        // When
        window.update(between(9), LATER.minusSeconds(1));

        // Then
        assertThat(window.completeSince()).isEmpty();
    }

    @Test
    void without_a_sweep_the_window_is_enough() {
        // Given
        ObservationWindow window = new ObservationWindow(NOON, PASS, between(7), false);

        // When
        window.update(between(7), LATER);

        // Then
        assertThat(window.completeSince()).contains(LATER);
    }

    @Test
    void it_stays_complete_since_then() {
        // Given
        ObservationWindow window = observe(between(7));
        window.update(between(8), LATER);

        // When
        window.update(between(9), LATER.plus(PASS));

        // Then
        assertThat(window.completeSince()).contains(LATER);
    }

    private static ObservationWindow observe(Optional<SweepState> start) {
        return new ObservationWindow(NOON, PASS, start, true);
    }

    private static boolean completeAfter(ObservationWindow window, Optional<SweepState> sweep) {
        window.update(sweep, LATER);
        return window.completeSince().isPresent();
    }

    private static Optional<SweepState> running(long number, String position) {
        return state(
                Optional.of(new Running(number, NOON, position, 0, 100, 0, 0, 0, 0, Optional.empty())),
                Optional.of(ended(number - 1)));
    }

    private static Optional<SweepState> between(long number) {
        return state(Optional.empty(), Optional.of(ended(number)));
    }

    private static Ended ended(long number) {
        return new Ended(number, NOON, NOON, 100, 0, 0, 5, Optional.empty());
    }

    private static Optional<SweepState> state(Optional<Running> running, Optional<Ended> last) {
        return Optional.of(new SweepState(running, last, 0, Optional.empty(), NOON));
    }
}
