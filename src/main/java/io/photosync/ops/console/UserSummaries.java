package io.photosync.ops.console;

import io.photosync.deadletter.DeadLetters;
import io.photosync.drift.SharedNames;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SyncStatus;
import io.photosync.ledger.UserState;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.user.UserDirectory.UserRef;
import io.photosync.ops.user.UserView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads what the ledger knows of one user. */
@ApplicationScoped
class UserSummaries {
    private final ReadyLedger ledger;
    private final DeadLetters letters;

    UserSummaries(ReadyLedger ledger, DeadLetters letters) {
        this.ledger = ledger;
        this.letters = letters;
    }

    /**
     * @param asked a sync whose steps are wanted
     * @throws io.photosync.ops.ApiException 503 while the ledger is incomplete
     */
    UserSummary of(UserRef user, Optional<AskedSync> asked) {
        Ledger known = ledger.get();
        UserState state = known.of(user.id());
        SyncStatus status = SyncStatus.of(state, SharedNames.of(known).with(user.id()));
        return new UserSummary(
                UserView.of(user, state, letters.ofKey(user.id())),
                SyncStatusText.of(status, state),
                asked.map(sync -> SyncSteps.of(sync, state)));
    }
}
