package io.photosync.roster;

import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * State of the leaving guard: the value under {@code leaving} in {@code photosync-state}. The users themselves are
 * marked in the roster.
 *
 * @param hold present while leavers are held
 * @param lastDay leavers of the last day without an operator's decision, by the hour, oldest first
 * @param order id of the last decision that was applied
 */
public record LeavingState(Optional<Hold> hold, List<Left> lastDay, Optional<String> order) {
    static final LeavingState NONE = new LeavingState(Optional.empty(), List.of(), Optional.empty());

    public LeavingState {
        lastDay = lastDay == null ? List.of() : List.copyOf(lastDay);
    }

    /**
     * @param since start of the hold
     * @param people leaving users; {@code tenant} unknown to the directory, {@code scope} no longer members of the
     *     scope group
     * @param some of their names, at most 100
     * @param newest when the last of them was first seen to leave, by the leader's clock; absent in records of earlier
     *     versions
     */
    public record Hold(Instant since, int people, int tenant, int scope, List<String> some, Optional<Instant> newest) {
        public Hold {
            some = List.copyOf(some);
            newest = newest == null ? Optional.empty() : newest;
        }
    }

    /**
     * Users who left within one hour.
     *
     * @param from start of the hour
     * @param people how many
     */
    public record Left(Instant from, int people) {}

    /** An unreadable record counts as no hold; leavers are counted again before any of them is marked as gone. */
    public static LeavingState read(Ledger ledger) {
        return ledger.state(StateKey.LEAVING, LeavingState.class).orElse(NONE);
    }

    LeavingState held(Hold by) {
        return new LeavingState(Optional.of(by), lastDay, order);
    }

    LeavingState open(List<Left> withinADay) {
        return new LeavingState(Optional.empty(), withinADay, order);
    }

    LeavingState applied(String orderId) {
        return new LeavingState(hold, lastDay, Optional.of(orderId));
    }
}
