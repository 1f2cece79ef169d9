package io.photosync.sync;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Users whose dead letter Kafka did not confirm. It may have it nevertheless, or get it once its copies are back, when
 * the ledger has long shown none. Forgotten with the process: a letter that appears then stays until an operator
 * replays or discards it. Thread-safe.
 */
final class UncertainLetters {
    /** About 1 MB. Of more users than that the first are forgotten. */
    private static final int AT_MOST = 10_000;

    private final Set<String> users =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > AT_MOST;
                }
            }));

    void add(String userId) {
        users.add(userId);
    }

    boolean contains(String userId) {
        return users.contains(userId);
    }

    /** The letter is confirmed, or what stands in its place. */
    void remove(String userId) {
        users.remove(userId);
    }
}
