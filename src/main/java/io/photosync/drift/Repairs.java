package io.photosync.drift;

import io.photosync.drift.RepairMemory.Repaired;
import io.photosync.drift.RepairPlan.Again;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Settlement;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Has people synced again, through the bulk lane, as there is room in it. */
@Singleton
final class Repairs {
    private static final Logger LOG = Logger.getLogger(Repairs.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final TopicWriter writer;
    private final BulkLaneCapacity lane;
    private final UserNames userNames;
    private final Clock clock;

    Repairs(Ledger ledger, TopicWriter writer, BulkLaneCapacity lane, UserNames userNames, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.lane = lane;
        this.userNames = userNames;
        this.clock = clock;
    }

    /**
     * @param unnamed people whose name nobody tells: they wait for the next check
     * @param remembered the first of them, for the next check to see whether they last
     */
    record Ordered(int repairs, int unnamed, List<Repaired> remembered) {}

    /** Returns when the last repair stands in its lane, which may be hours later. */
    Ordered order(List<Again> findings) throws WriteFailedException, InterruptedException {
        int repairs = 0;
        int unnamed = 0;
        List<Repaired> remembered = new ArrayList<>();
        for (Again again : findings) {
            DriftFinding driftFinding = again.finding();
            awaitPlace();
            Optional<Settlement> wrong = stillWrong(driftFinding);
            if (wrong.isEmpty()) {
                continue;
            }
            Optional<String> name = userNames.of(driftFinding.userId());
            if (name.isEmpty()) {
                unnamed++;
                continue;
            }
            String event = order(driftFinding, wrong.get(), name.get());
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

    private void awaitPlace() throws InterruptedException {
        while (!lane.take(BulkLaneCapacity.Use.REPAIR)) {
            Thread.sleep(LOOK);
        }
    }

    /** What was settled when the files were found so; empty when the person was worked on since, or is going to be. */
    private Optional<Settlement> stillWrong(DriftFinding driftFinding) {
        SharePointState sharePointState = ledger.of(driftFinding.userId()).target();
        return sharePointState
                .last()
                .filter(end -> end.attemptId().equals(driftFinding.attemptId()))
                .filter(end -> !sharePointState.busy(clock.instant()) && !repairComing(driftFinding.userId()));
    }

    private boolean repairComing(String userId) {
        UserState userState = ledger.of(userId);
        return userState.onItsWay(Instant.MIN).filter(PhotoEvent::forced).isPresent();
    }

    private String order(DriftFinding driftFinding, Settlement written, String userPrincipalName)
            throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        // It repeats the settled ETag, since the settled record will repeat the event's.
        Data data =
                new Data(userPrincipalName, written.mediaEtag(), Optional.empty(), Optional.empty(), Cause.REPAIR, now);
        PhotoEvent event = PhotoEvent.fresh(PhotoEvent.UPDATED, driftFinding.userId(), now, data);
        ledger.awaitFolded(writer.writeEvent(Lane.BULK, event));
        LOG.infof("repair ordered user=%s files=%s event=%s", driftFinding.userId(), driftFinding.what(), event.id());
        return event.id();
    }
}
