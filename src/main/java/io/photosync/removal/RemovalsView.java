package io.photosync.removal;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** State of removals for status, health and the API; the same on each replica. */
@ApplicationScoped
public class RemovalsView {
    private final RemovalPolicy policy;
    private final Ledger ledger;

    RemovalsView(RemovalPolicy policy, Ledger ledger) {
        this.policy = policy;
        this.ledger = ledger;
    }

    /** Whether photos are removed at all. */
    public boolean enabled() {
        return policy.apply();
    }

    /** Nothing is held while a setting disables removals: a hold from before it waits for no decision. */
    public RemovalState state() {
        return enabled() ? RemovalState.read(ledger) : RemovalState.NONE;
    }

    /** The decision that is being applied, or is about to be. */
    public Optional<OperatorDecision> decision() {
        return enabled() ? OperatorDecision.open(ledger, state()) : Optional.empty();
    }
}
