package io.photosync.removal;

import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * An operator's decision on held removals: the value under {@code removals-order} in {@code photosync-state}. Written
 * by the replica that was asked, applied by the leader.
 *
 * @param at by the clock of the replica that was asked
 * @param answers the hold's {@code since}, as the operator saw it
 * @param newest when the last of those was found whom the operator decided about, by the leader's clock; absent in
 *     records of earlier versions
 */
public record OperatorDecision(
        String id,
        Action action,
        String by,
        String reason,
        Instant at,
        Optional<Instant> answers,
        Optional<Instant> newest) {
    public OperatorDecision {
        newest = newest == null ? Optional.empty() : newest;
    }

    /** The possible decisions. */
    public enum Action {
        /** The removals are published, each after its confirmation. */
        RELEASE,
        /** They are not, and these users are not checked for removal until their photo changes. */
        REFUSE
    }

    /**
     * Until when a candidate had to be found to be covered, by the leader's clock: that of the replica that was asked
     * may differ.
     */
    Instant until() {
        return newest.orElse(at);
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
