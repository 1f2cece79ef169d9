package io.photosync.roster;

import java.time.Duration;
import java.util.Optional;

/** How long to wait after failures: doubled each time, and never shorter than Microsoft asked for. */
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
