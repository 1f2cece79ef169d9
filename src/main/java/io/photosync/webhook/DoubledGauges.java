package io.photosync.webhook;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Two ports are two servers, and each registers gauges of its requests and connections with the same labels. The second's are not taken, with
 * a warning, and what is served would be the figures of the port that came first. Nobody could tell which, so they are not served.
 */
@Singleton
class DoubledGauges {
    private static final Set<String> OF_EACH_SERVER =
            Set.of("http.server.active.requests", "vertx.http.connections.current", "vertx.http.connections.max");

    @Produces
    @Singleton
    MeterFilter filter() {
        return MeterFilter.deny(meter -> OF_EACH_SERVER.contains(meter.getName()));
    }
}
