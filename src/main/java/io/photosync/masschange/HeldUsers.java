package io.photosync.masschange;

import io.photosync.event.Settlement;
import io.photosync.ledger.SharePointState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Numbers of held users per photo, derived from the settled records. Thread-safe; one entry per photo. */
final class HeldUsers {
    private static final Logger LOG = Logger.getLogger(HeldUsers.class);
    private final Map<String, Count> held = new HashMap<>();

    /** @param since when the first of them was held */
    record Count(int users, Instant since) {
        Count plus(int more) {
            return new Count(users + more, since);
        }
    }

    synchronized void settled(SharePointState before, SharePointState after) {
        Optional<Settlement> was = before.last().filter(HeldUsers::held);
        Optional<Settlement> is = after.last().filter(HeldUsers::held);
        if (was.flatMap(Settlement::heldPhoto).equals(is.flatMap(Settlement::heldPhoto))) {
            return;
        }
        was.ifPresent(end -> held.computeIfPresent(
                end.heldPhoto().orElseThrow(), (photo, count) -> count.users() > 1 ? count.plus(-1) : null));
        is.ifPresent(end -> {
            Count now =
                    held.merge(end.heldPhoto().orElseThrow(), new Count(1, end.at()), (count, one) -> count.plus(1));
            if (now.users() == 1) {
                LOG.warnf(
                        "mass change held sha256=%s: more users than allowed got this photo; an operator may release or"
                                + " refuse it",
                        end.heldPhoto().orElseThrow());
            }
        });
    }

    synchronized void clear() {
        held.clear();
    }

    synchronized Map<String, Count> all() {
        return Map.copyOf(held);
    }

    synchronized Optional<Count> of(String sha256) {
        return Optional.ofNullable(held.get(sha256));
    }

    synchronized boolean holds(String sha256) {
        return held.containsKey(sha256);
    }

    private static boolean held(Settlement end) {
        return end.heldPhoto().isPresent();
    }
}
