package io.photosync.sync;

import io.photosync.call.CallContext;
import io.photosync.call.Repeats;
import io.photosync.event.Settlement;
import java.time.Instant;

/**
 * One try at one task.
 *
 * @param instance of this process
 * @param number from 1 for each event
 */
record Attempt(Task task, String instance, String id, int number, Instant startedAt) {

    /** After this the attempt must not write any more: other replicas take it for dead. */
    Instant deadline() {
        return startedAt.plus(Settlement.DEADLINE);
    }

    /** Of the requests that are made for this attempt: a retry of the whole attempt would come a minute later. */
    CallContext callContext() {
        return new CallContext(task.source().priority(), deadline(), Repeats.FIRST);
    }
}
