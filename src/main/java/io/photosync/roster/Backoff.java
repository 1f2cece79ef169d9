package io.photosync.roster;

import java.time.Duration;
import java.util.Optional;

/** Pause after failures: doubled each time up to 5 minutes, and never shorter than Microsoft's {@code Retry-After}. */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    /** @param failures in a row, from 1 */
    static Duration after(int failures, Optional<Duration> retryAfter) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
        Duration own = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return retryAfter.filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
}
