package io.photosync.webhook;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Limits the values of the metric tag {@code method}: a client may send any word, and each would be a permanent series,
 * here and in Prometheus. Methods unknown to HTTP share one series.
 */
@Singleton
class KnownMethods {
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    @Produces
    @Singleton
    MeterFilter filter() {
        return MeterFilter.replaceTagValues("method", method -> KNOWN.contains(method) ? method : "OTHER");
    }
}
