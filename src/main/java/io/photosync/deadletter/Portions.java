package io.photosync.deadletter;

import java.util.List;
import java.util.stream.Gatherers;

/**
 * Letters that are written together. Each on its own would wait for Kafka and for the ledger in turn, and a thousand of
 * them longer than an ingress waits for an answer.
 */
final class Portions {
    /** Little is uncertain when Kafka goes away in the middle. */
    static final int SIZE = 100;

    private Portions() {}

    static <T> List<List<T>> of(List<T> letters) {
        return letters.stream().gather(Gatherers.windowFixed(SIZE)).toList();
    }
}
