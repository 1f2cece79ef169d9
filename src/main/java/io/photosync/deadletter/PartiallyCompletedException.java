package io.photosync.deadletter;

import io.photosync.kafka.TopicWriter.WriteFailedException;

/** Kafka stopped taking records while many letters were dealt with. To ask again is safe: what was done is not done twice. */
public final class PartiallyCompletedException extends Exception {
    private static final long serialVersionUID = 1L;

    PartiallyCompletedException(String verb, int done, int of, WriteFailedException cause) {
        super("%d of %d letters were %s, then: %s".formatted(done, of, verb, cause.getMessage()), cause);
    }
}
