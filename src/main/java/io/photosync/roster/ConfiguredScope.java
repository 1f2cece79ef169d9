package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Scope;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The scope as the settings define it. With a scope group, only users whom the roster knows as its members are in
 * scope.
 */
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

    /** Entries that were written under earlier scope settings do not count. */
    static boolean covers(ScopeGroups scopeGroups, ScopeState read, UserState user) {
        boolean inScope = user.roster().filter(RosterEntry::inScope).isPresent();
        return !scopeGroups.any() || inScope && read.definedBy(scopeGroups);
    }
}
