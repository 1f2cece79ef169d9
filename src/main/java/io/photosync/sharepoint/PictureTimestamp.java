package io.photosync.sharepoint;

import java.time.Duration;
import java.time.Instant;

/**
 * The value of {@link ProfileProperty#TIMESTAMP}, which pages append to the picture's URL so that browsers reload it.
 */
public final class PictureTimestamp {
    /** .NET's ticks start here. */
    private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");

    private PictureTimestamp() {}

    /**
     * Whole seconds since the first of January of the year 1, UTC, as decimal digits: the form that SharePoint's own
     * values have.
     */
    public static String of(Instant when) {
        return Long.toString(Duration.between(YEAR_ONE, when).toSeconds());
    }
}
