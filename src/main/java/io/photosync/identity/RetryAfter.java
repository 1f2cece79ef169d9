package io.photosync.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code Retry-After} as Entra sends it: whole seconds (RFC 9110, 10.2.3). */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> in(Map<String, List<String>> headers) {
        if (headers == null) {
            return Optional.empty();
        }
        return headers.entrySet().stream()
                .filter(header -> "Retry-After".equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .findFirst();
    }
}
