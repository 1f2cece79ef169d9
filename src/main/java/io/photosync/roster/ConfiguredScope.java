package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.event.ScopeSettings;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Scope;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;

/** The scope as it is set up. With one, nobody is in it whom the roster does not know to be. */
@ApplicationScoped
class ConfiguredScope implements Scope {
    private final ScopeGroups scopeGroups;
    private final Ledger ledger;

    ConfiguredScope(ScopeSettings settings, Ledger ledger) {
        this.scopeGroups = ScopeGroups.of(settings);
        this.ledger = ledger;
    }

    @Override
    public boolean covers(UserState user) {
        return covers(scopeGroups, ScopeState.of(ledger), user);
    }

    /** What earlier settings left in the roster is no permission. */
    static boolean covers(ScopeGroups scopeGroups, ScopeState read, UserState user) {
        boolean inScope = user.roster().filter(RosterEntry::inScope).isPresent();
        return !scopeGroups.any() || inScope && read.goesBy(scopeGroups);
    }
}
