package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.event.ScopeSettings;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Scope;
import jakarta.enterprise.context.ApplicationScoped;

/** The scope as it is set up. With one, nobody is in it whom the roster does not know to be. */
@ApplicationScoped
class ConfiguredScope implements Scope {
    private final Bounds bounds;
    private final Ledger ledger;

    ConfiguredScope(ScopeSettings settings, Ledger ledger) {
        this.bounds = Bounds.of(settings);
        this.ledger = ledger;
    }

    @Override
    public boolean covers(Known user) {
        return covers(bounds, ScopeState.of(ledger), user);
    }

    /** What earlier settings left in the roster is no permission. */
    static boolean covers(Bounds bounds, ScopeState read, Known user) {
        boolean inScope = user.roster().filter(RosterEntry::inScope).isPresent();
        return !bounds.any() || inScope && read.goesBy(bounds);
    }
}
