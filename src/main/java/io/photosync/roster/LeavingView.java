package io.photosync.roster;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** State of leavers; the same on each replica. */
@ApplicationScoped
public class LeavingView {
    private final RosterView roster;
    private final Ledger ledger;

    LeavingView(RosterView roster, Ledger ledger) {
        this.roster = roster;
        this.ledger = ledger;
    }

    /** Nothing is held while a setting disables the roster: a hold from before it waits for no decision. */
    public LeavingState state() {
        return roster.enabled() ? LeavingState.read(ledger) : LeavingState.NONE;
    }

    /** The decision that the leader has not applied yet. */
    public Optional<LeavingDecision> order() {
        return LeavingDecision.open(ledger, state());
    }

    /** Number of leaving users whom an operator refused; iterates all users. */
    public int refused() {
        return (int)
                ledger.roster().values().stream().filter(LeavingGuard::refused).count();
    }
}
