package io.photosync.roster;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How it stands with people who leave; the same on each replica. */
@ApplicationScoped
public class LeavingView {
    private final Ledger ledger;

    LeavingView(Ledger ledger) {
        this.ledger = ledger;
    }

    public LeavingState state() {
        return LeavingState.read(ledger);
    }

    /** The order that waits for the leader. */
    public Optional<LeavingDecision> order() {
        return LeavingDecision.open(ledger, state());
    }

    /** How many are about to leave whom an operator refused; walks through everybody. */
    public int refused() {
        return (int)
                ledger.roster().values().stream().filter(LeavingGuard::refused).count();
    }
}
