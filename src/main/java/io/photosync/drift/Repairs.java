package io.photosync.drift;

import io.photosync.drift.RepairMemory.Repaired;
import io.photosync.drift.RepairPlan.Again;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.Settlement;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Publishes repair events to the bulk lane as capacity allows. */
@Singleton
final class Repairs {
    private static final Logger LOG = Logger.getLogger(Repairs.class);

    private final Ledger ledger;
    private final LedgerWriter writer;
    private final BulkLaneCapacity lane;
    private final UserNames userNames;
    private final Clock clock;

    Repairs(Ledger ledger, LedgerWriter writer, BulkLaneCapacity lane, UserNames userNames, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.lane = lane;
        this.userNames = userNames;
        this.clock = clock;
    }

    /**
     * @param repairs number of published events
     * @param unnamed users whose name could not be looked up: they wait for the next check
     * @param remembered the first of the repairs, for the next check
     */
    record Ordered(int repairs, int unnamed, List<Repaired> remembered) {}

    /** Returns when the last repair is in its lane, which may take hours. */
    Ordered order(List<Again> findings) throws WriteFailedException, InterruptedException {
        int repairs = 0;
        int unnamed = 0;
        List<Repaired> remembered = new ArrayList<>();
        for (Again again : findings) {
            DriftFinding driftFinding = again.finding();
            lane.await(BulkLaneCapacity.Use.REPAIR);
            Optional<Settlement> written = stillWrong(driftFinding);
            if (written.isEmpty()) {
                continue;
            }
            Optional<String> name = userNames.of(driftFinding.userId());
            if (name.isEmpty()) {
                unnamed++;
                continue;
            }
            String event = order(driftFinding, written.get(), name.get());
            repairs++;
            if (remembered.size() < RepairMemory.AT_MOST) {
                remembered.add(remembered(again, event));
            }
        }
        return new Ordered(repairs, unnamed, List.copyOf(remembered));
    }

    private static Repaired remembered(Again again, String eventId) {
        DriftFinding driftFinding = again.finding();
        return new Repaired(
                driftFinding.userId(),
                eventId,
                driftFinding.what(),
                driftFinding.change().map(FilesChange::seen),
                again.times());
    }

    /**
     * The settlement that the finding refers to; empty when the user was synced since, or a repair is already pending.
     */
    private Optional<Settlement> stillWrong(DriftFinding driftFinding) {
        SharePointState sharePointState = ledger.of(driftFinding.userId()).target();
        return sharePointState
                .last()
                .filter(end -> end.attemptId().equals(driftFinding.attemptId()))
                .filter(end -> !sharePointState.busy(clock.instant()) && !repairPending(driftFinding.userId()));
    }

    private boolean repairPending(String userId) {
        UserState userState = ledger.of(userId);
        return userState.onItsWay(Instant.MIN).filter(PhotoEvent::forced).isPresent();
    }

    private String order(DriftFinding driftFinding, Settlement written, String userPrincipalName)
            throws WriteFailedException, InterruptedException {
        PhotoEvent event = PhotoEvent.again(
                driftFinding.userId(), userPrincipalName, written.mediaEtag(), Cause.REPAIR, clock.instant());
        writer.writeEvent(Lane.BULK, event);
        LOG.infof("repair published user=%s files=%s event=%s", driftFinding.userId(), driftFinding.what(), event.id());
        return event.id();
    }
}
