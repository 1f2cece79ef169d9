package io.photosync.webhook;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Requests are counted by method, and a method is any word that a stranger sends: each new one would be a series that never goes, here and
 * in Prometheus. Those that HTTP does not know are one series.
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
