package io.photosync.sync;

import io.photosync.budget.CallFailed;
import io.photosync.event.RosterEntry;
import io.photosync.exchange.DirectoryUser;
import io.photosync.exchange.Users;
import io.photosync.ledger.Known;
import io.photosync.ledger.Scope;
import io.photosync.sync.Outcome.Reason;
import java.util.Optional;

/** Whose photo is none of our business, whatever an event says. */
final class Eligibility {
    private final TrustedLedger ledger;
    private final Users users;
    private final Scope scope;

    Eligibility(TrustedLedger ledger, Users users, Scope scope) {
        this.ledger = ledger;
        this.users = users;
        this.scope = scope;
    }

    /** @return empty for somebody who is looked after */
    Optional<Reason> why(Attempt attempt) throws CallFailed, InterruptedException {
        Known known = ledger.of(attempt);
        if (guest(attempt, known)) {
            return Optional.of(Reason.GUEST);
        }
        return scope.covers(known) ? Optional.empty() : Optional.of(Reason.OUT_OF_SCOPE);
    }

    /**
     * By user type: a member may come from another tenant. Detection publishes nothing about guests, so that whom the roster does
     * not know is asked about only where the name gives reason to.
     */
    private boolean guest(Attempt attempt, Known known) throws CallFailed, InterruptedException {
        if (known.roster().isPresent()) {
            return known.roster().get().guest();
        }
        String name = attempt.task().event().data().userPrincipalName();
        return RosterEntry.looksExternal(name)
                && OnceMore.ask(() -> users.find(attempt.task().userId(), attempt.ask()))
                        .filter(DirectoryUser::isGuest)
                        .isPresent();
    }
}
