package io.photosync.ops.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that an operator did.
 *
 * @param actor the token's user name, or the object id where it has none; may change hands
 * @param what it was done to: users, a filter, a lane
 * @param count how many users it was meant for
 * @param oid the actor's object id, which identifies for good; entries of before have none
 * @param tid the tenant in which it does
 */
public record AuditEntry(
        Instant at,
        String actor,
        Action action,
        String what,
        int count,
        Optional<String> reason,
        Optional<String> oid,
        Optional<String> tid) {

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
