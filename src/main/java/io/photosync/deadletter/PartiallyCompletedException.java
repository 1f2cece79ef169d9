package io.photosync.deadletter;

import io.photosync.kafka.WriteFailedException;

/**
 * Kafka stopped accepting records during an action on many letters. Repeating the request is safe: completed letters
 * are not processed twice.
 */
public final class PartiallyCompletedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param done at least so many: of the last ones it is not known */
    PartiallyCompletedException(String verb, int done, int of, WriteFailedException cause) {
        this("at least %d of %d letters were %s, then: %s".formatted(done, of, verb, cause.getMessage()), cause);
    }

    private PartiallyCompletedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with the id of the action, under which stands what became of each letter. */
    public PartiallyCompletedException of(LetterAction action) {
        return new PartiallyCompletedException("action %s: %s".formatted(action.id(), getMessage()), getCause());
    }
}
