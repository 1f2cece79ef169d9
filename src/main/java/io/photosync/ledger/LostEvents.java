package io.photosync.ledger;

import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.kafka.LaneOffsets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Distinguishes a waiting event from a lost one. An event waits as long as the sync has not committed its record,
 * however long a lane is paused or a service is down, and as long as a retry of it is pending; no retry schedule and no
 * fixed time bounds that.
 */
@ApplicationScoped
public class LostEvents {
    private final Ledger ledger;
    private final LaneOffsets offsets;
    private final Clock clock;

    LostEvents(Ledger ledger, LaneOffsets offsets, Clock clock) {
        this.ledger = ledger;
        this.offsets = offsets;
        this.clock = clock;
    }

    /** The user's events without an end that were detected before that time are lost. */
    public Instant before(String userId) {
        return before(ledger.of(userId), ledger.lanePositions(userId), offsets::waits, clock.instant());
    }

    /**
     * @param lanePositions positions of the user's records in the lanes
     * @param waits whether the record at that position is still to be synced
     */
    static Instant before(
            UserState userState, List<RecordPosition> lanePositions, Predicate<RecordPosition> waits, Instant now) {
        // A young event is never lost: its end may not have reached this replica yet.
        Instant young = now.minus(Settlement.DEADLINE);
        Optional<PhotoEvent> old = userState
                .onItsWay(Instant.MIN)
                .filter(event -> !event.data().detectedAt().isAfter(young));
        // A retry of another event, such as a recheck of one that has ended, says nothing about this one.
        Optional<PhotoEvent> retried = userState.retry().map(PendingRetry::event);
        boolean waiting = old.isPresent()
                && (old.map(PhotoEvent::id).equals(retried.map(PhotoEvent::id))
                        || lanePositions.stream().anyMatch(waits));
        return waiting ? Instant.MIN : young;
    }
}
