package io.photosync.drift;

import io.photosync.drift.DriftCheck.Results;
import io.photosync.drift.RepairMemory.Repaired;
import io.photosync.drift.RepairPlan.Fate;
import io.photosync.event.Settlement;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What is done about what a check found: first what asks nothing of SharePoint, last what may take hours. */
@Singleton
final class Remedies {
    private static final Logger LOG = Logger.getLogger(Remedies.class);

    private final Ledger ledger;
    private final AcceptedFiles accepted;
    private final StalePictures stale;
    private final Repairs repairs;
    private final Orphans orphans;
    private final MovedHost host;
    private final DriftSettings settings;

    /** Seven: the remedies of a check in their order, each of which stands alone. */
    Remedies(
            Ledger ledger,
            AcceptedFiles accepted,
            StalePictures stale,
            Repairs repairs,
            Orphans orphans,
            MovedHost host,
            DriftSettings settings) {
        this.ledger = ledger;
        this.accepted = accepted;
        this.stale = stale;
        this.repairs = repairs;
        this.orphans = orphans;
        this.host = host;
        this.settings = settings;
    }

    Results apply(LeaderTerm leaderTerm, LibraryComparison libraryComparison, List<DriftFinding> findings)
            throws WriteFailedException, InterruptedException {
        RepairMemory memory = RepairMemory.read(ledger);
        RepairPlan plan = RepairPlan.of(findings, memory, this::fate, settings.changedAtMost());
        tell(memory, plan);
        int taken = accepted.accept(plan.accepted());
        int pictures = stale.mark(libraryComparison.photoless());
        Repairs.Ordered ordered = repairs.order(plan.repair());
        leaderTerm.write(RepairMemory.KEY, remembering(plan.kept(), ordered.remembered()));
        int deleted = orphans.delete(libraryComparison.unexpected());
        int moved = host.repair(leaderTerm);
        return new Results(plan, ordered, taken, pictures, moved, deleted);
    }

    private static RepairMemory remembering(RepairMemory kept, List<Repaired> more) {
        List<Repaired> all = new ArrayList<>(more);
        all.addAll(kept.repaired());
        return new RepairMemory(all, kept.alteration());
    }

    private Fate fate(Repaired repaired) {
        UserState userState = ledger.of(repaired.userId());
        boolean coming = userState
                .onItsWay(Instant.MIN)
                .filter(event -> event.id().equals(repaired.eventId()))
                .isPresent();
        boolean done = userState
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED)
                .filter(end -> end.eventId().equals(repaired.eventId()))
                .isPresent();
        return done ? Fate.DONE : coming ? Fate.COMING : Fate.OVERTAKEN;
    }

    private static void tell(RepairMemory memory, RepairPlan plan) {
        if (memory.alteration().isEmpty() && plan.kept().alteration().isPresent()) {
            LOG.warnf(
                    "SharePoint alters files after we wrote them, and they are accepted as it keeps them: %s",
                    plan.kept().alteration().get());
        }
        if (plan.waiting() > 0) {
            LOG.warnf(
                    "files of %d more users changed; they wait until the next check has seen whether %d repairs last",
                    plan.waiting(), plan.repair().size());
        }
        if (plan.uncured() > 0) {
            LOG.warnf("%d users were written again in vain, and are found as they were", plan.uncured());
        }
    }
}
