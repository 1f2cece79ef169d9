package io.photosync.ops.console;

import io.photosync.ops.status.BreakersStatus;
import io.photosync.ops.status.BudgetStatus;
import io.photosync.ops.status.CredentialStatus;
import io.photosync.ops.status.DelaysStatus;
import io.photosync.ops.status.DriftStatus;
import io.photosync.ops.status.LanesStatus;
import io.photosync.ops.status.LeaderStatus;
import io.photosync.ops.status.LeavingStatus;
import io.photosync.ops.status.LedgerStatus;
import io.photosync.ops.status.MassChangesStatus;
import io.photosync.ops.status.RemovalsStatus;
import io.photosync.ops.status.ReplicaStatus;
import io.photosync.ops.status.RosterStatus;
import io.photosync.ops.status.SpotCheckStatus;
import io.photosync.ops.status.StatusPart;
import io.photosync.ops.status.SubscriptionStatus;
import io.photosync.ops.status.SweepStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** The parts of {@code GET /ops/api/status} by their names. */
@ApplicationScoped
class OverviewParts {
    private final Instance<StatusPart> all;

    OverviewParts(Instance<StatusPart> all) {
        this.all = all;
    }

    private <T extends StatusPart> T part(Class<T> type) {
        return all.select(type).get();
    }

    BreakersStatus breakers() {
        return part(BreakersStatus.class);
    }

    BudgetStatus budget() {
        return part(BudgetStatus.class);
    }

    CredentialStatus credential() {
        return part(CredentialStatus.class);
    }

    DelaysStatus delays() {
        return part(DelaysStatus.class);
    }

    DriftStatus drift() {
        return part(DriftStatus.class);
    }

    LanesStatus lanes() {
        return part(LanesStatus.class);
    }

    LeaderStatus leader() {
        return part(LeaderStatus.class);
    }

    LeavingStatus leaving() {
        return part(LeavingStatus.class);
    }

    LedgerStatus ledger() {
        return part(LedgerStatus.class);
    }

    MassChangesStatus massChanges() {
        return part(MassChangesStatus.class);
    }

    RemovalsStatus removals() {
        return part(RemovalsStatus.class);
    }

    RosterStatus roster() {
        return part(RosterStatus.class);
    }

    SpotCheckStatus spotCheck() {
        return part(SpotCheckStatus.class);
    }

    SubscriptionStatus subscription() {
        return part(SubscriptionStatus.class);
    }

    SweepStatus sweep() {
        return part(SweepStatus.class);
    }

    ReplicaStatus replica() {
        return part(ReplicaStatus.class);
    }
}
