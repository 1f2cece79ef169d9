package io.photosync.removal;

import io.photosync.sweep.SweepState;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether this leader has had the time to find all whom the leader before it knew of: a window has passed, and the sweep has come
 * round to where it stood. The window alone would not do where Graph's limits make a round longer than that.
 */
final class ObservationWindow {
    private final Instant since;
    private final Duration window;
    private final Optional<SweepState> begin;
    private final boolean sweeping;
    private Optional<Instant> whole = Optional.empty();

    /**
     * @param since when there was nobody known yet
     * @param begin how far the sweep was then
     * @param sweeping without a sweep only notes tell of people, and they are all there at once
     */
    ObservationWindow(Instant since, Duration window, Optional<SweepState> begin, boolean sweeping) {
        this.since = since;
        this.window = window;
        this.begin = begin;
        this.sweeping = sweeping;
    }

    Instant since() {
        return since;
    }

    /** Since when everybody has been looked at; empty before that. */
    Optional<Instant> whole() {
        return whole;
    }

    void look(Optional<SweepState> sweep, Instant now) {
        if (whole.isEmpty() && !now.isBefore(since.plus(window)) && (!sweeping || cameRound(sweep))) {
            whole = Optional.of(now);
        }
    }

    private boolean cameRound(Optional<SweepState> sweep) {
        Optional<Running> from = begin.flatMap(SweepState::running);
        long first = from.map(Running::number).orElseGet(() -> ended(begin) + 1);
        if (from.isEmpty()) {
            return ended(sweep) >= first;
        }
        return ended(sweep) > first
                || ended(sweep) == first
                        && sweep.flatMap(SweepState::running)
                                .filter(round ->
                                        round.position().compareTo(from.get().position()) >= 0)
                                .isPresent();
    }

    private static long ended(Optional<SweepState> sweep) {
        return sweep.flatMap(SweepState::last).map(Ended::number).orElse(0L);
    }
}
