package io.photosync.detect;

import io.photosync.detect.LaneWriter.Find;
import io.photosync.event.BulkLane;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoState;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Lets those go into the bulk lane who have waited longest for it. */
@ApplicationScoped
class BacklogFeed {
    /** Between two looks of the one who calls. */
    private static final int AT_ONCE = 1_000;

    private final Backlog backlog;
    private final Ledger ledger;
    private final Detection detection;
    private final BulkLane bulk;
    private final LaneWriter lanes;
    private final Clock clock;

    BacklogFeed(Backlog backlog, Ledger ledger, Detection detection, BulkLane bulk, LaneWriter lanes, Clock clock) {
        this.backlog = backlog;
        this.ledger = ledger;
        this.detection = detection;
        this.bulk = bulk;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** Returns when the lane is full or nobody waits. */
    void feed() throws NotWritten, InterruptedException {
        for (String userId : backlog.first(AT_ONCE)) {
            Optional<PhotoState.Present> photo = backlog.of(userId);
            if (photo.isPresent()) {
                if (!bulk.take(BulkLane.Use.FILL)) {
                    return;
                }
                feed(userId, photo.get());
                backlog.remove(userId, photo.get());
            }
        }
    }

    /** Much may have happened while they waited: a hint, an operator's request, a way out of the tenant. */
    private void feed(String userId, PhotoState.Present photo) throws NotWritten, InterruptedException {
        Known known = ledger.of(userId);
        Optional<RosterEntry> person = known.roster().filter(RosterEntry::lookedAfter);
        if (person.isPresent() && detection.decide(userId, photo) instanceof Decision.Updated) {
            String name = person.get().userPrincipalName();
            Cause cause = known.settled().isEmpty() ? Cause.FIRST_FILL : Cause.SWEEP;
            lanes.updated(new Find(userId, name, clock.instant(), cause, Lane.BULK), photo);
        }
    }
}
