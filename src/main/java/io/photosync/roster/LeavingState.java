package io.photosync.roster;

import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How it stands with people who leave: the value under {@value #KEY} in {@code photosync-state}. Who they are the roster says of each.
 *
 * @param hold while they are held
 * @param lastDay who left within a day without an operator's word, by the hour, oldest first
 * @param order the id of the last order that was carried out
 */
public record LeavingState(Optional<Hold> hold, List<Left> lastDay, Optional<String> order) {
    static final String KEY = "leaving";
    static final LeavingState NONE = new LeavingState(Optional.empty(), List.of(), Optional.empty());

    public LeavingState {
        lastDay = lastDay == null ? List.of() : List.copyOf(lastDay);
    }

    /**
     * @param people who are about to leave; {@code tenant} the directory does not know, {@code scope} are no members any more
     * @param some of their names, a hundred at most
     */
    public record Hold(Instant since, int people, int tenant, int scope, List<String> some) {
        public Hold {
            some = List.copyOf(some);
        }
    }

    /** So many left within the hour that began then. */
    public record Left(Instant from, int people) {}

    /** A record that nobody can read holds nobody; who is about to leave is counted anew before anybody does. */
    public static LeavingState read(Ledger ledger) {
        return ledger.state(KEY, LeavingState.class).orElse(NONE);
    }

    LeavingState held(Hold by) {
        return new LeavingState(Optional.of(by), lastDay, order);
    }

    LeavingState open(List<Left> withinADay) {
        return new LeavingState(Optional.empty(), withinADay, order);
    }

    LeavingState seenTo(String orderId) {
        return new LeavingState(hold, lastDay, Optional.of(orderId));
    }
}
