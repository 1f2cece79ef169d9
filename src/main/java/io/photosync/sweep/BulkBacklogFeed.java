package io.photosync.sweep;

import io.photosync.detect.ChangeDetector;
import io.photosync.detect.Decision;
import io.photosync.detect.PhotoEventPublisher;
import io.photosync.detect.PhotoEventPublisher.DetectedChange;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Lets those go into the bulk lane who have waited longest for it. */
@ApplicationScoped
class BulkBacklogFeed {
    /** Between two looks of the one who calls. */
    private static final int AT_ONCE = 1_000;

    private final BulkBacklog bulkBacklog;
    private final Ledger ledger;
    private final ChangeDetector changeDetector;
    private final BulkLaneCapacity bulk;
    private final PhotoEventPublisher lanes;
    private final Clock clock;

    BulkBacklogFeed(
            BulkBacklog bulkBacklog,
            Ledger ledger,
            ChangeDetector changeDetector,
            BulkLaneCapacity bulk,
            PhotoEventPublisher lanes,
            Clock clock) {
        this.bulkBacklog = bulkBacklog;
        this.ledger = ledger;
        this.changeDetector = changeDetector;
        this.bulk = bulk;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** Returns when the lane is full or nobody waits. */
    void feed() throws WriteFailedException, InterruptedException {
        for (String userId : bulkBacklog.first(AT_ONCE)) {
            Optional<PhotoState.Present> photo = bulkBacklog.of(userId);
            if (photo.isPresent()) {
                if (!bulk.take(BulkLaneCapacity.Use.FILL)) {
                    return;
                }
                feed(userId, photo.get());
                bulkBacklog.remove(userId, photo.get());
            }
        }
    }

    /** Much may have happened while they waited: a hint, an operator's request, a way out of the tenant. */
    private void feed(String userId, PhotoState.Present photo) throws WriteFailedException, InterruptedException {
        UserState userState = ledger.of(userId);
        Optional<RosterEntry> person = userState.roster().filter(RosterEntry::lookedAfter);
        if (person.isPresent() && changeDetector.decide(userId, photo) instanceof Decision.Updated) {
            String name = person.get().userPrincipalName();
            Cause cause = userState.settled().isEmpty() ? Cause.FIRST_FILL : Cause.SWEEP;
            lanes.updated(new DetectedChange(userId, name, clock.instant(), cause, Lane.BULK), photo);
        }
    }
}
