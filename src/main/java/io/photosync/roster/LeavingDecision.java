package io.photosync.roster;

import io.photosync.event.JournalEntry;
import io.photosync.event.RosterEntry.Leaving;
import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;

/**
 * An operator's decision about held leavers: the value under {@code leaving-order} in {@code photosync-state}. Written
 * by the replica that received the request; applied by the leader to users who were held at the time of the decision.
 *
 * @param at by the clock of the replica that was asked
 * @param newest when the last of the held users was first seen to leave, by the leader's clock, as the hold that was
 *     decided about has it; absent in records of earlier versions, and where nobody was held
 */
public record LeavingDecision(
        String id, Action action, String by, String reason, Instant at, Optional<Instant> newest) {
    public LeavingDecision {
        newest = newest == null ? Optional.empty() : newest;
    }

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

    /**
     * Whether a leaver is meant: users who began to leave since were not decided about. Compared by the leader's clock
     * alone, since that of the replica that was asked may be behind it.
     */
    boolean means(Leaving leaver) {
        boolean seen = !leaver.since().isAfter(newest.orElse(at));
        return switch (action) {
            case RELEASE -> seen || leaver.refused();
            case REFUSE -> seen;
        };
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
