package io.photosync.drift;

import io.photosync.drift.RepairMemory.Repaired;
import io.photosync.drift.RepairPlan.Again;
import io.photosync.event.BulkLane;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Settlement;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Target;
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
    private final BulkLane lane;
    private final Names names;
    private final Clock clock;

    Repairs(Ledger ledger, TopicWriter writer, BulkLane lane, Names names, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.lane = lane;
        this.names = names;
        this.clock = clock;
    }

    /**
     * @param unnamed people whose name nobody tells: they wait for the next check
     * @param remembered the first of them, for the next check to see whether they last
     */
    record Ordered(int repairs, int unnamed, List<Repaired> remembered) {}

    /** Returns when the last repair stands in its lane, which may be hours later. */
    Ordered order(List<Again> findings) throws NotWritten, InterruptedException {
        int repairs = 0;
        int unnamed = 0;
        List<Repaired> remembered = new ArrayList<>();
        for (Again again : findings) {
            Finding finding = again.finding();
            awaitPlace();
            Optional<Settlement> wrong = stillWrong(finding);
            if (wrong.isEmpty()) {
                continue;
            }
            Optional<String> name = names.of(finding.userId());
            if (name.isEmpty()) {
                unnamed++;
                continue;
            }
            String event = order(finding, wrong.get(), name.get());
            repairs++;
            if (remembered.size() < RepairMemory.AT_MOST) {
                remembered.add(remembered(again, event));
            }
        }
        return new Ordered(repairs, unnamed, List.copyOf(remembered));
    }

    private static Repaired remembered(Again again, String eventId) {
        Finding finding = again.finding();
        return new Repaired(
                finding.userId(), eventId, finding.what(), finding.change().map(FilesChange::seen), again.times());
    }

    private void awaitPlace() throws InterruptedException {
        while (!lane.take(BulkLane.Use.REPAIR)) {
            Thread.sleep(LOOK);
        }
    }

    /** What was settled when the files were found so; empty when the person was worked on since, or is going to be. */
    private Optional<Settlement> stillWrong(Finding finding) {
        Target target = ledger.of(finding.userId()).target();
        return target.last()
                .filter(end -> end.attemptId().equals(finding.attemptId()))
                .filter(end -> !target.busy(clock.instant()) && !repairComing(finding.userId()));
    }

    private boolean repairComing(String userId) {
        Known known = ledger.of(userId);
        return known.onItsWay(Instant.MIN).filter(PhotoEvent::insists).isPresent();
    }

    private String order(Finding finding, Settlement written, String userPrincipalName)
            throws NotWritten, InterruptedException {
        Instant now = clock.instant();
        // It repeats the settled ETag, since the settled record will repeat the event's.
        Data data =
                new Data(userPrincipalName, written.mediaEtag(), Optional.empty(), Optional.empty(), Cause.REPAIR, now);
        PhotoEvent event = PhotoEvent.fresh(PhotoEvent.UPDATED, finding.userId(), now, data);
        ledger.awaitFolded(writer.writeEvent(Lane.BULK, event));
        LOG.infof("repair ordered user=%s files=%s event=%s", finding.userId(), finding.what(), event.id());
        return event.id();
    }
}
