package io.photosync.removal;

import io.photosync.sweep.SweepState;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether this leader has had the time to find all candidates that the previous leader knew: a window has passed, and
 * the sweep has come back to its position at the start. The window alone is not enough where Graph's limits make a pass
 * longer than that.
 */
final class ObservationWindow {
    private final Instant since;
    private final Duration window;
    private final Optional<SweepState> start;
    private final boolean sweeping;
    private Optional<Instant> completeSince = Optional.empty();

    /**
     * @param since when this leader started without any candidate
     * @param start the progress of the sweep at that time
     * @param sweeping whether there is a sweep; without one all candidates come from hints, whose records are read at
     *     once
     */
    ObservationWindow(Instant since, Duration window, Optional<SweepState> start, boolean sweeping) {
        this.since = since;
        this.window = window;
        this.start = start;
        this.sweeping = sweeping;
    }

    Instant since() {
        return since;
    }

    /** Since when all users have been checked; empty before that. */
    Optional<Instant> completeSince() {
        return completeSince;
    }

    void update(Optional<SweepState> sweep, Instant now) {
        if (completeSince.isEmpty() && !now.isBefore(since.plus(window)) && (!sweeping || cameRound(sweep))) {
            completeSince = Optional.of(now);
        }
    }

    private boolean cameRound(Optional<SweepState> sweep) {
        Optional<Running> from = start.flatMap(SweepState::running);
        long first = from.map(Running::number).orElseGet(() -> lastEnded(start) + 1);
        if (from.isEmpty()) {
            return lastEnded(sweep) >= first;
        }
        return lastEnded(sweep) > first
                || lastEnded(sweep) == first
                        && sweep.flatMap(SweepState::running)
                                .filter(pass ->
                                        pass.position().compareTo(from.get().position()) >= 0)
                                .isPresent();
    }

    private static long lastEnded(Optional<SweepState> sweep) {
        return sweep.flatMap(SweepState::last).map(Ended::number).orElse(0L);
    }
}
