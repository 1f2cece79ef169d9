package io.photosync.detect;

import io.photosync.detect.SweepState.Ended;
import io.photosync.detect.SweepState.Running;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Those whom the bulk lane has no room for yet, and how far the first fill is with them. */
@ApplicationScoped
class FirstFill {
    private final Backlog backlog;
    private final Unpublished unpublished;
    private final Ledger ledger;
    private final Clock clock;
    private final FillWatch watch = new FillWatch();

    FirstFill(Backlog backlog, Unpublished unpublished, Ledger ledger, Clock clock) {
        this.backlog = backlog;
        this.unpublished = unpublished;
        this.ledger = ledger;
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

    SweepState state(Optional<Running> running, Optional<Ended> last, Instant now) {
        return new SweepState(running, last, backlog.size(), watch.progress(), now);
    }
}
