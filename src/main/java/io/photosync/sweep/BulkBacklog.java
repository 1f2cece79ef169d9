package io.photosync.sweep;

import io.photosync.graph.PhotoState;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Users who wait for room in the bulk lane, first in first out. Thread-safe. In the leader's memory only: its successor
 * rebuilds it from the roster and the ledger.
 */
@Singleton
final class BulkBacklog {
    private final Map<String, PhotoState.Present> waiting = new LinkedHashMap<>();
    private long epoch;

    /** Refills the backlog with the first call of each term; later calls change nothing. */
    synchronized void begin(long term, Supplier<Map<String, PhotoState.Present>> unpublished) {
        if (epoch != term) {
            waiting.clear();
            waiting.putAll(unpublished.get());
            epoch = term;
        }
    }

    /** A user who waits already keeps the place, with the new photo. */
    synchronized void add(String userId, PhotoState.Present photo) {
        waiting.put(userId, photo);
    }

    synchronized void remove(String userId) {
        waiting.remove(userId);
    }

    /** The same, unless the user waits for another photo by now. */
    synchronized void remove(String userId, PhotoState.Present photo) {
        waiting.remove(userId, photo);
    }

    /** The photo for which the user waits, as the sweep read it. */
    synchronized Optional<PhotoState.Present> of(String userId) {
        return Optional.ofNullable(waiting.get(userId));
    }

    synchronized List<String> first(int atMost) {
        return waiting.keySet().stream().limit(Math.max(0, atMost)).toList();
    }

    synchronized int size() {
        return waiting.size();
    }
}
