package io.photosync.sweep;

import io.photosync.graph.PhotoState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who waits for room in the bulk lane, first come first served. Thread-safe. Lives in the leader's memory only: its successor finds
 * the same people from what the roster and the ledger say.
 */
final class BulkBacklog {
    private final Map<String, PhotoState.Present> waiting = new LinkedHashMap<>();
    private long epoch;

    /** Begins anew with the first call of each term; later ones change nothing. */
    synchronized void begin(long term, Supplier<Map<String, PhotoState.Present>> left) {
        if (epoch != term) {
            waiting.clear();
            waiting.putAll(left.get());
            epoch = term;
        }
    }

    /** Keeps the place of somebody who waits already. */
    synchronized void add(String userId, PhotoState.Present photo) {
        waiting.put(userId, photo);
    }

    synchronized void remove(String userId) {
        waiting.remove(userId);
    }

    /** The same, unless the person has come for another photo meanwhile. */
    synchronized void remove(String userId, PhotoState.Present photo) {
        waiting.remove(userId, photo);
    }

    /** The photo for which that person waits, as it was seen when they came. */
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
