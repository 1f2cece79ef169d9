package io.photosync.breaker;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users who failed in a service's outage, or in the streak that opened its breaker. Of the last outage, if it is over.
 * Thread-safe; the {@link Breaker} changes it as it opens, under its lock, so that no user of the new outage is lost.
 */
final class OutageUsers {
    private final Map<String, Instant> failedAt = new ConcurrentHashMap<>();

    /** A new outage begins: those of the last one are forgotten. */
    void begin() {
        failedAt.clear();
    }

    /** Each with the first failure's time. */
    void add(Map<String, Instant> failed) {
        failed.forEach(failedAt::putIfAbsent);
    }

    boolean contains(String userId) {
        return failedAt.containsKey(userId);
    }

    /** Each with the first failure's time. */
    Map<String, Instant> all() {
        return Map.copyOf(failedAt);
    }
}
