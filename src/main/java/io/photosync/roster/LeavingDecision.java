package io.photosync.roster;

import io.photosync.event.JournalEntry;
import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * An operator's decision about held leavers: the value under {@code leaving-order} in {@code photosync-state}. Written by the
 * replica that received the request; applied by the leader to users who were leaving at the time of the decision.
 */
public record LeavingDecision(String id, Action action, String by, String reason, Instant at) {

    /** Possible decisions. */
    public enum Action {
        /** Treat them as leavers, including those refused before. */
        RELEASE,
        /** Keep them unchanged until the directory, or the group, lists them again. */
        REFUSE
    }

    /** The decision that the leader has not applied yet. */
    public static Optional<LeavingDecision> open(Ledger ledger, LeavingState state) {
        return ledger.state(StateKey.LEAVING_DECISION, LeavingDecision.class)
                .filter(given -> !state.order().equals(Optional.of(given.id())));
    }

    /** The journal entry for each user concerned. */
    JournalEntry entry() {
        JournalEntry.Decision decision =
                switch (action) {
                    case RELEASE -> JournalEntry.Decision.RELEASED;
                    case REFUSE -> JournalEntry.Decision.REFUSED;
                };
        return JournalEntry.ofOperator(decision, at, by, Optional.of("LEAVING"), Optional.of(reason));
    }
}
