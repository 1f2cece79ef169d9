package io.photosync.masschange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many different users got the same bytes within the window. Thread-safe. Bounded: of 10,000 photos, those that were given to
 * somebody last, and of each no more users than are needed to tell that it is too many.
 */
final class PhotoCounts {
    /** About 3 MB. A photo that 10,000 others come between two users of is no mass. */
    private static final int PHOTOS = 10_000;

    private final int atMost;
    private final Duration window;
    private final Map<String, List<Taker>> takers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Taker>> eldest) {
            return size() > PHOTOS;
        }
    };

    private record Taker(String userId, Instant at) {}

    PhotoCounts(int atMost, Duration window) {
        this.atMost = atMost;
        this.window = window;
    }

    /** That user got, or is about to get, those bytes. */
    synchronized void took(String sha256, String userId, Instant at, Instant now) {
        if (at.isBefore(now.minus(window))) {
            return;
        }
        List<Taker> users = within(sha256, now);
        users.removeIf(taker -> taker.userId().equals(userId));
        users.add(new Taker(userId, at));
        if (users.size() > 2 * atMost) {
            users.removeFirst();
        }
    }

    /**
     * Whether that user may get those bytes; counted at once if so, so that users who are synced at the same time are not each the
     * last one. Whoever was counted within the window may: an attempt that failed is tried again.
     */
    synchronized boolean admit(String sha256, String userId, Instant now) {
        List<Taker> users = within(sha256, now);
        if (users.stream().anyMatch(taker -> taker.userId().equals(userId))) {
            return true;
        }
        boolean room = users.size() < atMost;
        if (room) {
            users.add(new Taker(userId, now));
        }
        return room;
    }

    /** Whether that user is one of those who were admitted within the window. */
    synchronized boolean counts(String sha256, String userId, Instant now) {
        return within(sha256, now).stream().anyMatch(taker -> taker.userId().equals(userId));
    }

    synchronized void clear() {
        takers.clear();
    }

    synchronized int photos() {
        return takers.size();
    }

    private List<Taker> within(String sha256, Instant now) {
        List<Taker> users = takers.computeIfAbsent(sha256, photo -> new ArrayList<>(1));
        users.removeIf(taker -> taker.at().isBefore(now.minus(window)));
        return users;
    }
}
