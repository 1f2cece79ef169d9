package io.photosync.ledger;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import java.util.Optional;

/**
 * Sees the records as they are folded, those of all replicas alike and after a start those of before: for counts that every replica
 * is to know. Called on the thread that folds, so it must return at once.
 */
public interface FoldFollower {

    /** All that was told is told once more from the beginning. */
    default void beginsAnew() {}

    /** An event came into a lane. */
    default void event(Lane lane, PhotoEvent event) {}

    /**
     * A record about the user was settled.
     *
     * @param record absent when all that is known of the user was erased
     */
    default void settled(String userId, SharePointState before, SharePointState after, Optional<Settlement> record) {}
}
