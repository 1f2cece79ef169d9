package io.photosync.removal;

import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * An operator's decision on held removals: the value under {@code removals-order} in {@code photosync-state}. Written
 * by the replica that was asked, applied by the leader.
 *
 * @param answers the hold's {@code since}, as the operator saw it
 */
public record OperatorDecision(
        String id, Action action, String by, String reason, Instant at, Optional<Instant> answers) {

    /** The possible decisions. */
    public enum Action {
        /** The removals are published, each after its confirmation. */
        RELEASE,
        /** They are not, and these users are not checked for removal until their photo changes. */
        REFUSE
    }

    /** The decision that is being applied, or is about to be. */
    public static Optional<OperatorDecision> open(Ledger ledger, RemovalState state) {
        return read(ledger)
                .filter(given -> state.waits(given) && !state.order().equals(Optional.of(given.id())))
                .or(() -> state.underway().map(RemovalState.Underway::order));
    }

    static Optional<OperatorDecision> read(Ledger ledger) {
        return ledger.state(StateKey.REMOVALS_DECISION, OperatorDecision.class);
    }
}
