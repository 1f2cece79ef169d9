package io.photosync.roster;

import io.photosync.event.ScopeSettings;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the roster stands; the same on each replica, whichever reads the directory. */
@ApplicationScoped
public class RosterView {
    private final RosterSettings settings;
    private final ScopeSettings scope;
    private final Ledger ledger;

    RosterView(RosterSettings settings, ScopeSettings scope, Ledger ledger) {
        this.settings = settings;
        this.scope = scope;
        this.ledger = ledger;
    }

    /** Whether the directory is read. With a scope it always is: nobody could ever come into it otherwise. */
    public boolean enabled() {
        return settings.enabled() || scope.bounded();
    }

    /** Walks through everybody: some milliseconds for 100,000 people. */
    public RosterCounts counts() {
        return RosterCounts.of(ledger.roster().values());
    }

    public RosterNote directory() {
        return RosterNote.read(ledger);
    }

    public ScopeState scope() {
        return ScopeState.of(ledger);
    }

    /** What failed when it was last tried, for people; empty when nothing did. */
    public List<String> troubles() {
        if (!enabled()) {
            return List.of();
        }
        return Stream.of(directory().trouble(), scope().trouble())
                .flatMap(Optional::stream)
                .toList();
    }
}
