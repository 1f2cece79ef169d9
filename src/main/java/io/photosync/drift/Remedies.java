package io.photosync.drift;

import io.photosync.drift.DriftCheck.Results;
import io.photosync.drift.RepairMemory.Repaired;
import io.photosync.drift.RepairResults.Fate;
import io.photosync.event.Settlement;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Applies the remedies for a check's findings: first those without requests, last those that may take hours. */
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

    /** Seven parameters: the remedies of a check in their order, each independent of the others. */
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
        log(memory, plan);
        int taken = accepted.accept(plan.accepted());
        int pictures = stale.mark(libraryComparison.photoless());
        Repairs.Ordered ordered = repairs.order(plan.repair());
        leaderTerm.write(StateKey.DRIFT_REPAIRS, withRepairs(plan.kept(), ordered.remembered()));
        int deleted = orphans.delete(libraryComparison.unexpected());
        int moved = host.repair(leaderTerm);
        return new Results(plan, ordered, taken, pictures, moved, deleted);
    }

    private static RepairMemory withRepairs(RepairMemory kept, List<Repaired> more) {
        List<Repaired> all = new ArrayList<>(more);
        all.addAll(kept.repaired());
        return new RepairMemory(all, kept.alteration());
    }

    private Fate fate(Repaired repaired) {
        UserState userState = ledger.of(repaired.userId());
        boolean pending = userState
                .onItsWay(Instant.MIN)
                .filter(event -> event.id().equals(repaired.eventId()))
                .isPresent();
        boolean done = userState
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED)
                .filter(end -> end.eventId().equals(repaired.eventId()))
                .isPresent();
        return done ? Fate.DONE : pending ? Fate.PENDING : Fate.SUPERSEDED;
    }

    private static void log(RepairMemory memory, RepairPlan plan) {
        if (memory.alteration().isEmpty() && plan.kept().alteration().isPresent()) {
            LOG.warnf(
                    "SharePoint alters files after writing, accepting them as it keeps them: %s",
                    plan.kept().alteration().get());
        }
        if (plan.waiting() > 0) {
            LOG.warnf(
                    "more files changed than one check repairs, the others wait for the next check waiting=%d repairs=%d",
                    plan.waiting(), plan.repair().size());
        }
        if (plan.uncured() > 0) {
            LOG.warnf("repairs without effect count=%d", plan.uncured());
        }
    }
}
