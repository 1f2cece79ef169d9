package io.photosync.sweep;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the first fill is.
 *
 * @param done people with a photo whose sync has ended in any way
 * @param of people with a photo, as far as the sweep has seen
 * @param perMinute how many more are done in a minute, as of late; absent until that is known
 */
public record FirstFillProgress(int done, int of, Optional<Double> perMinute) {

    /** How long it will take at that rate. */
    public Optional<Duration> left() {
        return perMinute.filter(rate -> rate > 0).map(rate -> Duration.ofSeconds(Math.round((of - done) * 60 / rate)));
    }

    /** For people: {@code 12,430 of 80,000, about 41 min left}. */
    public String text() {
        String counts = String.format(Locale.ROOT, "%,d of %,d", done, of);
        return left().map(time -> counts + ", about " + rounded(time) + " left").orElse(counts);
    }

    private static String rounded(Duration time) {
        long minutes = Math.max(1, Math.round(time.toSeconds() / 60.0));
        return minutes < 120 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }
}
