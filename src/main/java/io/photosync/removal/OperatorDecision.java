package io.photosync.removal;

import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator wants done with removals that are held back: the value under {@value #KEY} in {@code photosync-state}. Written by
 * whichever replica was asked, seen to by the leader.
 *
 * @param answers the hold's {@code since}, as the operator saw it
 */
public record OperatorDecision(
        String id, Action action, String by, String reason, Instant at, Optional<Instant> answers) {
    public static final String KEY = "removals-order";

    /** What can be done. */
    public enum Action {
        /** They are carried out, once each of them has been confirmed. */
        RELEASE,
        /** They are not, and these people are left alone until their photo changes. */
        REFUSE
    }

    /** The order that is being carried out, or is about to be. */
    public static Optional<OperatorDecision> open(Ledger ledger, RemovalState state) {
        return read(ledger)
                .filter(given -> state.waits(given) && !state.order().equals(Optional.of(given.id())))
                .or(() -> state.underway().map(RemovalState.Underway::order));
    }

    static Optional<OperatorDecision> read(Ledger ledger) {
        return ledger.state(KEY, OperatorDecision.class);
    }
}
