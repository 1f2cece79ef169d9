package io.photosync.masschange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When the users of a released photo are looked for. That walks through all settled records: a photo of whose users
 * none could be published waits, since their events are pending. Not thread-safe.
 */
final class PhotosToWalk {
    /** An event in the bulk lane takes longer; a user who is held after the release waits no longer than that. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Instant> notBefore = new HashMap<>();

    PhotosToWalk(Clock clock) {
        this.clock = clock;
    }

    boolean due(String sha256) {
        return !clock.instant().isBefore(notBefore.getOrDefault(sha256, Instant.MIN));
    }

    /** @param published number of users who were published */
    void walked(String sha256, int published) {
        notBefore.entrySet().removeIf(waiting -> due(waiting.getKey()));
        if (published == 0) {
            notBefore.put(sha256, clock.instant().plus(PAUSE));
        }
    }
}
