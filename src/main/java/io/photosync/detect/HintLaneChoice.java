package io.photosync.detect;

import io.photosync.event.Lane;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Chooses the lane for a change that a hint led to. Beyond {@link LiveLaneShare} changes go to the bulk lane as long as
 * it has room, and beyond that are left to the sweep.
 */
@ApplicationScoped
class HintLaneChoice {
    private static final Logger LOG = Logger.getLogger(HintLaneChoice.class);

    private final LiveLaneShare live;
    private final BulkLaneCapacity bulk;
    private final SweepCoverage sweep;
    private final Ledger ledger;
    private final HintMetrics metrics;

    HintLaneChoice(LiveLaneShare live, BulkLaneCapacity bulk, SweepCoverage sweep, Ledger ledger, HintMetrics metrics) {
        this.live = live;
        this.bulk = bulk;
        this.sweep = sweep;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /**
     * Whether a change of the user could be published at all. In an import of 50,000 photos the hints of most users are
     * dropped without a request, so that the next hint is processed within seconds.
     */
    boolean mayPublish(String userId) throws InterruptedException {
        boolean room = !sweep.enabled()
                || live.has(HintedChange.CHANGE)
                || bulk.hasRoom(BulkLaneCapacity.Use.FILL)
                || ledger.of(userId).onItsWay(Instant.MIN).isPresent();
        if (!room) {
            drop(userId);
        }
        return room;
    }

    /** @return empty where the change is left to the sweep */
    Optional<Lane> of(String userId, PhotoState.Present photo) throws InterruptedException {
        UserState userState = ledger.of(userId);
        if (live.take(userId, HintedChange.of(userState, photo.mediaEtag(), sweep.firstPass()))) {
            return Optional.of(Lane.LIVE);
        }
        // Without a sweep the change would never be found again: it goes in even without room.
        if (bulk.take(BulkLaneCapacity.Use.FILL) || !sweep.enabled()) {
            return Optional.of(Lane.BULK);
        }
        drop(userId);
        return Optional.empty();
    }

    private void drop(String userId) {
        metrics.dropped(HintMetrics.Reason.NO_ROOM, 1);
        LOG.debugf("hint dropped, the sweep queues the change user=%s: the bulk lane has no room", userId);
    }
}
