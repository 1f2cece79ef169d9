package io.photosync.roster;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** State of leavers; the same on each replica. */
@ApplicationScoped
public class LeavingView {
    private final Ledger ledger;

    LeavingView(Ledger ledger) {
        this.ledger = ledger;
    }

    public LeavingState state() {
        return LeavingState.read(ledger);
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
