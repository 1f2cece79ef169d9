package io.photosync.event;

import java.time.Instant;

/**
 * Two times compared, and bounds for times from outside. Beyond these years no arithmetic with them is safe: durations
 * in nanoseconds reach 292 years.
 */
public final class Moment {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private Moment() {}

    public static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** @throws IllegalArgumentException naming what it is of */
    static void require(String what, Instant got) {
        if (got == null || got.isBefore(EARLIEST) || got.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "%s must be between %s and %s, got %s".formatted(what, EARLIEST, LATEST, got));
        }
    }
}
