package io.photosync.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * Spreads the batches of a pass evenly over its time. A pass that is behind schedule catches up at twice that rate and
 * no faster, so that Graph sees no burst. Not thread-safe.
 */
final class SweepPacer {
    private final Instant startedAt;
    private final Duration interval;
    private int started;
    private Instant last = Instant.MIN;

    /**
     * @param over the time to spread them over; zero for no pace at all
     * @param started how many batches a former leader has completed
     */
    SweepPacer(Instant startedAt, Duration over, int batches, int started) {
        this.startedAt = startedAt;
        this.interval = over.dividedBy(Math.max(1, batches));
        this.started = started;
    }

    /** When the next batch may start. */
    Instant next() {
        Instant wanted = startedAt.plus(interval.multipliedBy(started));
        Instant earliest = last.equals(Instant.MIN) ? wanted : last.plus(interval.dividedBy(2));
        return wanted.isAfter(earliest) ? wanted : earliest;
    }

    void started(Instant now) {
        started++;
        last = now;
    }
}
