package io.photosync.sweep;

import io.photosync.detect.PhotoEventPublisher;
import io.photosync.detect.PhotoEventPublisher.DetectedChange;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Publishes the changes of the sweep: to the live lane, or to the backlog of the bulk lane. */
@ApplicationScoped
class SweepPublisher {
    private final PhotoEventPublisher publisher;
    private final BulkBacklog backlog;
    private final SweepSettings settings;
    private final Clock clock;

    SweepPublisher(PhotoEventPublisher publisher, BulkBacklog backlog, SweepSettings settings, Clock clock) {
        this.publisher = publisher;
        this.backlog = backlog;
        this.settings = settings;
        this.clock = clock;
    }

    /** Where a change goes. */
    enum LaneChoice {
        /** One user's own change. */
        LIVE,
        /** One of many. */
        BULK,
        /** Nowhere: this photo waits in the backlog already. */
        WAITS;

        /**
         * @param waiting the ETag of the photo for which the user waits in the backlog
         * @param etag of the photo now
         * @param settled whether anything was ever settled for the user
         * @param firstPass whether no pass has ended on this tenant yet
         * @param room whether this pass may put one more into the live lane
         */
        static LaneChoice of(Optional<String> waiting, String etag, boolean settled, boolean firstPass, boolean room) {
            if (waiting.filter(etag::equals).isPresent()) {
                return WAITS;
            }
            // A photo that changed while the user waited is a fresh change, even during a first fill.
            boolean fill = firstPass && !settled && waiting.isEmpty();
            return fill || !room ? BULK : LIVE;
        }
    }

    /** @param userState of a user in the roster */
    void publish(String userId, PhotoState.Present photo, UserState userState, SweepCounters counters)
            throws WriteFailedException, InterruptedException {
        LaneChoice choice = LaneChoice.of(
                backlog.of(userId).map(PhotoState.Present::mediaEtag),
                photo.mediaEtag(),
                userState.settled().isPresent(),
                counters.firstPass(),
                counters.live() < settings.liveAtMost());
        switch (choice) {
            case WAITS -> {}
            case BULK -> {
                backlog.add(userId, photo);
                counters.queuedForBulk();
            }
            case LIVE -> {
                String name = userState.roster().orElseThrow().userPrincipalName();
                publisher.updated(new DetectedChange(userId, name, clock.instant(), Cause.SWEEP, Lane.LIVE), photo);
                backlog.remove(userId);
                counters.publishedLive();
            }
        }
    }
}
