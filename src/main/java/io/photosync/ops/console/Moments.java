package io.photosync.ops.console;

import io.photosync.ops.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads a time of a filter: {@code 2026-01-31T08:00:00Z}, {@code 2026-01-31T08:00} as a browser's field sends it, or a
 * day. Times without a zone are UTC.
 */
final class Moments {
    private Moments() {}

    /** A day means its beginning. */
    static Instant from(String parameter, String text) {
        return text.length() == 10
                ? day(parameter, text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : time(parameter, text);
    }

    /** A day means its end. */
    static Instant until(String parameter, String text) {
        return text.length() == 10
                ? day(parameter, text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : time(parameter, text);
    }

    private static LocalDate day(String parameter, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw unreadable(parameter, text);
        }
    }

    private static Instant time(String parameter, String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw unreadable(parameter, text);
        }
    }

    private static ApiException unreadable(String parameter, String text) {
        return ApiException.badField(
                parameter, "must be a day such as 2026-01-31 or a time such as 2026-01-31T08:00:00Z, got " + text);
    }
}
