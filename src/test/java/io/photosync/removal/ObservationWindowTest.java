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
    private static final Duration ROUND = Duration.ofMinutes(5);
    private static final Instant LATER = NOON.plus(ROUND);

    @Test
    void it_is_whole_when_the_sweep_has_come_round_to_where_it_stood() {
        // Given
        ObservationWindow observationWindow = watch(running(7, "m"));

        // Then
        assertThat(wholeAfter(observationWindow, running(7, "z"))).isFalse();
        assertThat(wholeAfter(observationWindow, between(7))).isFalse();
        assertThat(wholeAfter(observationWindow, running(8, "l"))).isFalse();
        assertThat(wholeAfter(observationWindow, running(8, "m"))).isTrue();
    }

    @Test
    void it_is_whole_when_the_round_after_that_has_ended() {
        assertThat(wholeAfter(watch(running(7, "m")), between(8))).isTrue();
        assertThat(wholeAfter(watch(running(7, "m")), running(9, ""))).isTrue();
    }

    @Test
    void between_two_rounds_the_next_one_shows_everybody() {
        assertThat(wholeAfter(watch(between(7)), running(8, "z"))).isFalse();
        assertThat(wholeAfter(watch(between(7)), between(8))).isTrue();
    }

    @Test
    void on_a_tenant_without_a_round_the_first_one_does() {
        assertThat(wholeAfter(watch(Optional.empty()), Optional.empty())).isFalse();
        assertThat(wholeAfter(watch(Optional.empty()), between(1))).isTrue();
    }

    @Test
    void a_quick_round_does_not_shorten_the_window() {
        // Given
        ObservationWindow observationWindow = watch(between(7));

        // When
        observationWindow.look(between(9), LATER.minusSeconds(1));

        // Then
        assertThat(observationWindow.whole()).isEmpty();
    }

    @Test
    void without_a_sweep_the_window_is_enough() {
        // Given
        ObservationWindow observationWindow = new ObservationWindow(NOON, ROUND, between(7), false);

        // When
        observationWindow.look(between(7), LATER);

        // Then
        assertThat(observationWindow.whole()).contains(LATER);
    }

    @Test
    void it_stays_whole_since_then() {
        // Given
        ObservationWindow observationWindow = watch(between(7));
        observationWindow.look(between(8), LATER);

        // When
        observationWindow.look(between(9), LATER.plus(ROUND));

        // Then
        assertThat(observationWindow.whole()).contains(LATER);
    }

    private static ObservationWindow watch(Optional<SweepState> begin) {
        return new ObservationWindow(NOON, ROUND, begin, true);
    }

    private static boolean wholeAfter(ObservationWindow observationWindow, Optional<SweepState> sweep) {
        observationWindow.look(sweep, LATER);
        return observationWindow.whole().isPresent();
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
