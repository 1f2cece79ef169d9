package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.RosterEntry;
import io.photosync.event.SkipReason;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.Users;
import io.photosync.ledger.Scope;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which users are not synchronized, whatever an event says. */
@Singleton
final class Eligibility {
    private final TrustedLedger ledger;
    private final Users users;
    private final Scope scope;

    Eligibility(TrustedLedger ledger, Users users, Scope scope) {
        this.ledger = ledger;
        this.users = users;
        this.scope = scope;
    }

    /** @return empty for a managed user */
    Optional<SkipReason> reasonToSkip(Attempt attempt) throws MicrosoftCallException, InterruptedException {
        UserState userState = ledger.of(attempt);
        if (guest(attempt, userState)) {
            return Optional.of(SkipReason.GUEST);
        }
        return scope.covers(userState) ? Optional.empty() : Optional.of(SkipReason.OUT_OF_SCOPE);
    }

    /**
     * By user type: a member may come from another tenant. Detection publishes no guests, so a user who is not in the
     * roster is looked up only if the name looks external.
     */
    private boolean guest(Attempt attempt, UserState userState) throws MicrosoftCallException, InterruptedException {
        if (userState.roster().isPresent()) {
            return userState.roster().get().guest();
        }
        String name = attempt.task().event().data().userPrincipalName();
        return RosterEntry.looksExternal(name)
                && users.find(attempt.task().userId(), attempt.callContext())
                        .filter(DirectoryUser::isGuest)
                        .isPresent();
    }
}
