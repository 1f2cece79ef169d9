package io.photosync.detect;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How removals stand: the value under {@value #KEY} in {@code photosync-state}, so that the next leader holds back what this one
 * held back.
 *
 * @param hold while removals are held back
 * @param carriedOut removals that passed lately, oldest first
 * @param released how many more an operator has let pass, and until when
 * @param order the id of the last order that was seen to
 */
public record RemovalState(
        Optional<Hold> hold, List<Passed> carriedOut, Optional<Released> released, Optional<String> order) {
    public static final String KEY = "removals";
    static final RemovalState NONE = new RemovalState(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    private static final Logger LOG = Logger.getLogger(RemovalState.class);

    public RemovalState {
        carriedOut = carriedOut == null ? List.of() : List.copyOf(carriedOut);
    }

    /**
     * @param people whose photo seems to be gone
     * @param some of their names, a hundred at most
     */
    public record Hold(Instant since, int people, List<String> some) {
        public Hold {
            some = List.copyOf(some);
        }
    }

    /** So many removals passed within the tenth of a window that began then. */
    public record Passed(Instant from, int people) {}

    /** An operator's release. */
    public record Released(int people, Instant until) {}

    /** A record that nobody can read holds nothing back; what is there is counted anew. */
    public static RemovalState read(Ledger ledger) {
        Optional<byte[]> value = ledger.state(KEY);
        try {
            return value.isEmpty() ? NONE : EventJson.read(value.get(), RemovalState.class);
        } catch (UnreadableRecord e) {
            LOG.warnf("state ignored key=%s: %s", KEY, e.getMessage());
            return NONE;
        }
    }

    RemovalState held(Hold by) {
        return new RemovalState(Optional.of(by), carriedOut, released, order);
    }

    RemovalState open() {
        return new RemovalState(Optional.empty(), carriedOut, released, order);
    }

    RemovalState carriedOut(List<Passed> lately) {
        return new RemovalState(hold, lately, released, order);
    }

    RemovalState released(Released by) {
        return new RemovalState(Optional.empty(), carriedOut, Optional.of(by), order);
    }

    /** One of those whom an operator let pass has passed. */
    RemovalState oneReleased() {
        Optional<Released> left = released.map(by -> new Released(by.people() - 1, by.until()));
        return new RemovalState(hold, carriedOut, left.filter(by -> by.people() > 0), order);
    }

    RemovalState seenTo(String orderId) {
        return new RemovalState(hold, carriedOut, released, Optional.of(orderId));
    }
}
