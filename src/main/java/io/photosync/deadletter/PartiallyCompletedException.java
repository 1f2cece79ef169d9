package io.photosync.deadletter;

import io.photosync.kafka.WriteFailedException;

/**
 * Kafka stopped accepting records during an action on many letters. Repeating the request is safe: completed letters
 * are not processed twice.
 */
public final class PartiallyCompletedException extends Exception {
    private static final long serialVersionUID = 1L;

    PartiallyCompletedException(String verb, int done, int of, WriteFailedException cause) {
        super("%d of %d letters were %s, then: %s".formatted(done, of, verb, cause.getMessage()), cause);
    }
}
