package io.photosync.detect;

import io.photosync.detect.SweepState.Ended;
import io.photosync.detect.SweepState.Running;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What one leader hands to the next: how far the sweep is, and who waits for room in the bulk lane. */
@ApplicationScoped
class Handover {
    private final Backlog backlog;
    private final Unpublished unpublished;
    private final Ledger ledger;
    private final RosterBook roster;
    private final Clock clock;
    private final FillWatch watch = new FillWatch();

    Handover(Backlog backlog, Unpublished unpublished, Ledger ledger, RosterBook roster, Clock clock) {
        this.backlog = backlog;
        this.unpublished = unpublished;
        this.ledger = ledger;
        this.roster = roster;
        this.clock = clock;
    }

    /** To be called at the beginning of each duty that has to do with the backlog: the first one makes it. */
    void begin(Term term) {
        backlog.begin(term.epoch(), unpublished::all);
    }

    /** @param laneEmpty whether nothing waits in the bulk lane */
    void watch(boolean laneEmpty) {
        boolean first = SweepState.of(ledger).flatMap(SweepState::last).isEmpty();
        if (first || backlog.size() > 0 || !laneEmpty) {
            watch.look(ledger.roster(), ledger.targets(), clock.instant());
        } else {
            watch.over();
        }
    }

    /** Returns when the next leader could go on from there. */
    void keep(Term term, Optional<Running> running, Optional<Ended> last) throws NotWritten, InterruptedException {
        // Who waits in the backlog is found again by what the roster says: it must be there before the position is.
        roster.flush();
        term.write(SweepState.KEY, new SweepState(running, last, backlog.size(), watch.progress(), clock.instant()));
    }
}
