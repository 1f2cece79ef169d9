package io.photosync.ops;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that an operator did.
 *
 * @param actor the token's user name, or the object id where it has none
 * @param what it was done to: users, a filter, a lane
 * @param count how many users it was meant for
 */
public record AuditEntry(Instant at, String actor, Action action, String what, int count, Optional<String> reason) {

    /** What operators can do. */
    public enum Action {
        REPLAY,
        DISCARD,
        SYNC,
        PAUSE,
        RESUME,
        RELEASE,
        REFUSE
    }
}
