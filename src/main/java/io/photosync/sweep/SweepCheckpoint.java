package io.photosync.sweep;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterWriter;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What a new leader needs to resume the sweep: the progress of the pass, and the backlog of the bulk lane. */
@ApplicationScoped
class SweepCheckpoint {
    private final BulkBacklog backlog;
    private final UnpublishedChanges unpublished;
    private final Ledger ledger;
    private final RosterWriter roster;
    private final Clock clock;
    private final FirstFillProgress.Monitor firstFill = new FirstFillProgress.Monitor();

    SweepCheckpoint(
            BulkBacklog backlog, UnpublishedChanges unpublished, Ledger ledger, RosterWriter roster, Clock clock) {
        this.backlog = backlog;
        this.unpublished = unpublished;
        this.ledger = ledger;
        this.roster = roster;
        this.clock = clock;
    }

    /** Every task that uses the backlog calls this at its start; the first call of a term builds the backlog. */
    BulkBacklog resume(LeaderTerm leaderTerm) {
        backlog.begin(leaderTerm.epoch(), unpublished::all);
        return backlog;
    }

    /** What this replica knows of the saved progress; empty before the first. */
    Optional<SweepState> saved() {
        return SweepState.of(ledger);
    }

    /** @param laneEmpty whether nothing waits in the bulk lane */
    void measureFirstFill(boolean laneEmpty) {
        boolean first = saved().flatMap(SweepState::last).isEmpty();
        if (first || backlog.size() > 0 || !laneEmpty) {
            firstFill.measure(ledger.roster(), ledger.targets(), clock.instant());
        } else {
            firstFill.clear();
        }
    }

    /** Returns when the next leader could resume from there. */
    void save(LeaderTerm leaderTerm, Optional<Running> running, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        // A new leader rebuilds the backlog from the roster: it must be written before the position is.
        roster.flush();
        leaderTerm.write(
                StateKey.SWEEP, new SweepState(running, last, backlog.size(), firstFill.progress(), clock.instant()));
    }
}
