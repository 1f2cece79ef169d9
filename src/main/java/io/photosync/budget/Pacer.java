package io.photosync.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * Spreads requests that can wait evenly over the window. A window filled in one burst stays full until the burst leaves
 * it again, and urgent requests would wait a whole window; a window filled evenly frees something all the time. Not
 * thread-safe.
 */
final class Pacer {
    /** How much a late thread may catch up. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private Instant free = Instant.MIN;

    /** @return when the next may go; its size does not matter, the one after it waits for it */
    Instant next(Instant now) {
        return free.isAfter(now) ? free : now;
    }

    void record(long units, long perWindow, Duration window, Instant now) {
        Instant from = now.minus(SLACK);
        Duration cost = window.multipliedBy(units).dividedBy(Math.max(1, perWindow));
        free = (free.isAfter(from) ? free : from).plus(cost);
    }
}
