package io.photosync.roster;

import io.photosync.event.JournalEntry;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator wants done with people who are held: the value under {@value #KEY} in {@code photosync-state}. Written by whichever
 * replica was asked, carried out by the leader, for those who were about to leave when it was given.
 */
public record LeavingDecision(String id, Action action, String by, String reason, Instant at) {
    public static final String KEY = "leaving-order";

    /** What can be done. */
    public enum Action {
        /** They have left, and so have those who were refused before. */
        RELEASE,
        /** They stay as they were until the directory, or the group, is seen with them again. */
        REFUSE
    }

    /** The order that waits for the leader. */
    public static Optional<LeavingDecision> open(Ledger ledger, LeavingState state) {
        return ledger.state(KEY, LeavingDecision.class)
                .filter(given -> !state.order().equals(Optional.of(given.id())));
    }

    /** What a person's history says of it. */
    JournalEntry entry() {
        JournalEntry.Decision decision =
                switch (action) {
                    case RELEASE -> JournalEntry.Decision.RELEASED;
                    case REFUSE -> JournalEntry.Decision.REFUSED;
                };
        return JournalEntry.ofOperator(decision, at, by, Optional.of("LEAVING"), Optional.of(reason));
    }
}
