package io.photosync.masschange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts different users per photo within the window. Bounded: keeps the 10,000 photos used last, and per photo no more
 * users than needed to exceed the limit. Thread-safe.
 */
final class PhotoCounts {
    /** About 3 MB. A photo with 10,000 others between two of its users is no mass change. */
    private static final int PHOTOS = 10_000;

    private final int atMost;
    private final Duration window;
    private final Map<String, List<Recipient>> recipients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Recipient>> eldest) {
            return size() > PHOTOS;
        }
    };

    private record Recipient(String userId, Instant at) {}

    PhotoCounts(int atMost, Duration window) {
        this.atMost = atMost;
        this.window = window;
    }

    /** Counts a user who got, or is about to get, these bytes. */
    synchronized void record(String sha256, String userId, Instant at, Instant now) {
        if (at.isBefore(now.minus(window))) {
            return;
        }
        List<Recipient> users = within(sha256, now);
        users.removeIf(recipient -> recipient.userId().equals(userId));
        users.add(new Recipient(userId, at));
        if (users.size() > 2 * atMost) {
            users.removeFirst();
        }
    }

    /**
     * Whether the user may get these bytes; if so, the user is counted immediately, so that concurrent syncs do not
     * each take the last place. A user counted within the window is always admitted: a failed attempt is retried.
     */
    synchronized boolean admit(String sha256, String userId, Instant now) {
        List<Recipient> users = within(sha256, now);
        if (users.stream().anyMatch(recipient -> recipient.userId().equals(userId))) {
            return true;
        }
        boolean room = users.size() < atMost;
        if (room) {
            users.add(new Recipient(userId, now));
        }
        return room;
    }

    /** Whether the user was counted within the window. */
    synchronized boolean admitted(String sha256, String userId, Instant now) {
        return within(sha256, now).stream()
                .anyMatch(recipient -> recipient.userId().equals(userId));
    }

    synchronized void clear() {
        recipients.clear();
    }

    synchronized int photos() {
        return recipients.size();
    }

    private List<Recipient> within(String sha256, Instant now) {
        List<Recipient> users = recipients.computeIfAbsent(sha256, photo -> new ArrayList<>(1));
        users.removeIf(recipient -> recipient.at().isBefore(now.minus(window)));
        return users;
    }
}
