package io.photosync.sweep;

import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterWriter;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What one leader hands to the next: how far the sweep is, and who waits for room in the bulk lane. */
@ApplicationScoped
class SweepCheckpoint {
    private final BulkBacklog bulkBacklog;
    private final UnpublishedChanges unpublishedChanges;
    private final Ledger ledger;
    private final RosterWriter roster;
    private final Clock clock;
    private final FirstFillMonitor watch = new FirstFillMonitor();

    SweepCheckpoint(
            BulkBacklog bulkBacklog,
            UnpublishedChanges unpublishedChanges,
            Ledger ledger,
            RosterWriter roster,
            Clock clock) {
        this.bulkBacklog = bulkBacklog;
        this.unpublishedChanges = unpublishedChanges;
        this.ledger = ledger;
        this.roster = roster;
        this.clock = clock;
    }

    /** To be called at the beginning of each duty that has to do with the backlog: the first one makes it. */
    void begin(LeaderTerm leaderTerm) {
        bulkBacklog.begin(leaderTerm.epoch(), unpublishedChanges::all);
    }

    /** @param laneEmpty whether nothing waits in the bulk lane */
    void watch(boolean laneEmpty) {
        boolean first = SweepState.of(ledger).flatMap(SweepState::last).isEmpty();
        if (first || bulkBacklog.size() > 0 || !laneEmpty) {
            watch.look(ledger.roster(), ledger.targets(), clock.instant());
        } else {
            watch.over();
        }
    }

    /** Returns when the next leader could go on from there. */
    void keep(LeaderTerm leaderTerm, Optional<Running> running, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        // Who waits in the backlog is found again by what the roster says: it must be there before the position is.
        roster.flush();
        leaderTerm.write(
                SweepState.KEY, new SweepState(running, last, bulkBacklog.size(), watch.progress(), clock.instant()));
    }
}
