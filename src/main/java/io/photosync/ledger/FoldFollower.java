package io.photosync.ledger;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import java.util.Optional;

/**
 * Sees all replicas' records as they are folded, after a start also the earlier ones: for counts that every replica
 * needs. Called on the folding thread, so it must return immediately.
 */
public interface FoldFollower {

    /** The fold restarts: all records are repeated from the beginning. */
    default void restarted() {}

    /** An event entered a lane. */
    default void event(Lane lane, PhotoEvent event) {}

    /**
     * A record about the user was settled.
     *
     * @param record absent when all state of the user was erased
     */
    default void settled(String userId, SharePointState before, SharePointState after, Optional<Settlement> record) {}
}
