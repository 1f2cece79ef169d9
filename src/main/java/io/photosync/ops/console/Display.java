package io.photosync.ops.console;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers and times stand in the pages before the script puts them into the viewer's zone and language. */
@TemplateExtension
final class Display {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Display() {}

    /** {@code 2026-01-31 08:00:00 UTC}. */
    static String utc(Instant at) {
        return UTC.format(at);
    }

    /** {@code 12,430}. */
    static String grouped(Number number) {
        return String.format(Locale.ROOT, "%,d", number.longValue());
    }

    /** {@code 40 s}, {@code 12 min}, {@code 3 h}, {@code 5 d}. */
    static String span(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 100 * 60) {
            return Math.round(seconds / 60.0) + " min";
        }
        if (seconds < 48 * 3600) {
            return Math.round(seconds / 3600.0) + " h";
        }
        return Math.round(seconds / 86400.0) + " d";
    }

    /** {@code 12 min ago}, {@code in 3 h}. */
    static String age(Duration since) {
        if (since.isNegative()) {
            return "in " + span(since.negated());
        }
        return since.toSeconds() < 2 ? "just now" : span(since) + " ago";
    }

    /** {@code DEAD_LETTERED} as {@code dead lettered}. */
    static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
