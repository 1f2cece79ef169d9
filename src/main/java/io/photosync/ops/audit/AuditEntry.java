package io.photosync.ops.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One action of an operator.
 *
 * @param actor the token's user name, or the object id where it has none; may be reassigned to another user
 * @param what the target: users, a filter, a lane
 * @param count number of users concerned
 * @param oid the actor's object id, which is never reassigned; absent in entries of earlier versions
 * @param tid the tenant of that object id
 * @param actionId of the replay or discard, by which its state is found
 */
public record AuditEntry(
        Instant at,
        String actor,
        Action action,
        String what,
        int count,
        Optional<String> reason,
        Optional<String> oid,
        Optional<String> tid,
        Optional<String> actionId) {

    /** Actions of operators. */
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
