package io.photosync.deadletter;

import java.time.Instant;

/**
 * A replay or discard by an operator: the value under {@code action/ID} in {@code photosync-state}.
 *
 * @param by the operator's name
 * @param selection the users or the filter, as text
 * @param count number of letters
 */
public record LetterAction(String id, Kind kind, String by, Instant at, String reason, String selection, int count) {
    /** What was done with the letters. */
    public enum Kind {
        REPLAY,
        DISCARD
    }
}
