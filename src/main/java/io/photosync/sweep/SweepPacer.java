package io.photosync.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * When a round's batches go: evenly over its time. One that is behind its time catches up at twice that pace and no faster, so that
 * nothing bunches up at Graph. Not thread-safe.
 */
final class SweepPacer {
    private final Instant startedAt;
    private final Duration interval;
    private int gone;
    private Instant last = Instant.MIN;

    /** @param gone how many batches a former leader has seen to */
    SweepPacer(Instant startedAt, Duration every, int batches, int gone) {
        this.startedAt = startedAt;
        this.interval = every.dividedBy(Math.max(1, batches));
        this.gone = gone;
    }

    /** When the next batch may go. */
    Instant next() {
        Instant wanted = startedAt.plus(interval.multipliedBy(gone));
        Instant earliest = last.equals(Instant.MIN) ? wanted : last.plus(interval.dividedBy(2));
        return wanted.isAfter(earliest) ? wanted : earliest;
    }

    void went(Instant now) {
        gone++;
        last = now;
    }
}
