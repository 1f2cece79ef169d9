package io.photosync.webhook;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Denies gauges that both HTTP servers register with the same labels. Micrometer rejects the second with a warning, and
 * would serve the figures of whichever port came first; as it is not known which, they are not served.
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
