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
 * Which lane a change goes into that a hint led to. More than {@link LiveLaneShare} has go into the bulk lane as long as it has room,
 * and beyond that are left to the sweep.
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
     * Whether a look at the user can lead anywhere. In an import of 50,000 photos the hints of most users are passed by without a
     * request, so that the hint after them gets its turn within seconds.
     */
    boolean anyRoom(String userId) throws InterruptedException {
        boolean room = !sweep.enabled()
                || live.has(HintedChange.CHANGE)
                || bulk.hasRoom(BulkLaneCapacity.Use.FILL)
                || ledger.of(userId).onItsWay(Instant.MIN).isPresent();
        if (!room) {
            leave(userId);
        }
        return room;
    }

    /** @return empty where the change is left to the sweep */
    Optional<Lane> of(String userId, PhotoState.Present photo) throws InterruptedException {
        UserState userState = ledger.of(userId);
        if (live.take(userId, HintedChange.of(userState, photo.mediaEtag(), sweep.firstPass()))) {
            return Optional.of(Lane.LIVE);
        }
        // Without a sweep nobody would find it again: it goes in even where there is no room.
        if (bulk.take(BulkLaneCapacity.Use.FILL) || !sweep.enabled()) {
            return Optional.of(Lane.BULK);
        }
        leave(userId);
        return Optional.empty();
    }

    private void leave(String userId) {
        metrics.dropped(HintMetrics.Reason.NO_ROOM, 1);
        LOG.debugf("hint left to the sweep user=%s: the bulk lane has no room", userId);
    }
}
