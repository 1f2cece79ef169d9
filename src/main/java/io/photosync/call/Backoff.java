package io.photosync.call;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait after failures in a row: doubled each time. Without jitter, since one thread of one replica waits
 * so; the many retries of events have a schedule of their own.
 *
 * @param first after the first failure
 * @param longest however many failures there were
 */
public record Backoff(Duration first, Duration longest) {
    /** Further doublings change nothing, and would overflow. */
    private static final int MOST_DOUBLINGS = 20;

    /** @param failures in a row, from 1 */
    public Duration after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /** The same, and never shorter than Microsoft asked for. */
    public Duration after(int failures, Optional<Duration> retryAfter) {
        Duration own = after(failures);
        return retryAfter.filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
}
