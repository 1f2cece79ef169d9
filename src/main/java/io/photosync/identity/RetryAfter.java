package io.photosync.identity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The only parser of {@code Retry-After}, for all services: seconds, whole or with a fraction, or an HTTP date (RFC
 * 9110, 10.2.3); of a list of values the first that asks for a wait. Placed here because every room that calls
 * Microsoft may use this one.
 */
public final class RetryAfter {
    public static final String HEADER = "Retry-After";

    /**
     * No wait is longer. Microsoft asks for seconds or minutes; a header of days is broken, or means a limit that may
     * be raised meanwhile. After this time one request finds out.
     */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,40})(\\.\\d{0,40})?");

    private RetryAfter() {}

    /**
     * @param header null when the answer had none
     * @return at most {@link #LONGEST}; empty when the header is unreadable
     */
    public static Optional<Duration> parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        return date(header.strip(), now).or(() -> seconds(header));
    }

    /** The same, from headers as msal4j keeps them; null when there were none. */
    static Optional<Duration> in(Map<String, List<String>> headers, Instant now) {
        if (headers == null) {
            return Optional.empty();
        }
        return headers.entrySet().stream()
                .filter(header -> HEADER.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> parse(value, now).stream())
                .findFirst();
    }

    /** @return that wait, or {@link #LONGEST} */
    public static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            return Optional.of(until.isAfter(now) ? bounded(Duration.between(now, until)) : Duration.ZERO);
        } catch (DateTimeException notADate) {
            // An unreadable header counts as none.
            return Optional.empty();
        }
    }

    /** Graph's front ends and proxies are known to send several values in one header. */
    private static Optional<Duration> seconds(String header) {
        List<Duration> waits = Stream.of(header.split(","))
                .map(String::strip)
                .filter(value -> SECONDS.matcher(value).matches())
                .map(RetryAfter::ofSeconds)
                .toList();
        return waits.stream().filter(Duration::isPositive).findFirst().or(() -> waits.stream()
                .findFirst());
    }

    private static Duration ofSeconds(String value) {
        BigDecimal millis = new BigDecimal(value).movePointRight(3);
        BigDecimal longest = BigDecimal.valueOf(LONGEST.toMillis());
        // Rounded up: never earlier than asked.
        return Duration.ofMillis(
                millis.min(longest).setScale(0, RoundingMode.CEILING).longValueExact());
    }
}
