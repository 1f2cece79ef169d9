package io.photosync.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * Spreads what can wait evenly over the window. A window filled in one burst stands full until the burst leaves it again, and then
 * whoever must not wait would wait a whole window; a window filled evenly gives something free all the time. Not thread-safe.
 */
final class Pacer {
    /** How far a late thread may catch up. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private Instant free = Instant.MIN;

    /** @return when the next may go; its size does not matter, it is the one after it that waits */
    Instant next(Instant now) {
        return free.isAfter(now) ? free : now;
    }

    void book(long units, long perWindow, Duration window, Instant now) {
        Instant from = now.minus(SLACK);
        Duration cost = window.multipliedBy(units).dividedBy(Math.max(1, perWindow));
        free = (free.isAfter(from) ? free : from).plus(cost);
    }
}
