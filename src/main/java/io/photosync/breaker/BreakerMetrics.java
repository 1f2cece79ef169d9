package io.photosync.breaker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.photosync.call.MicrosoftService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The breakers' state as metrics. */
@ApplicationScoped
public class BreakerMetrics {
    private final Breakers breakers;
    private final MeterRegistry registry;

    public BreakerMetrics(Breakers breakers, MeterRegistry registry) {
        this.breakers = breakers;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        for (MicrosoftService service : MicrosoftService.values()) {
            Tags tags = Tags.of("service", service.label());
            registry.gauge("photosync.circuit.breaker.open", tags, breakers, all -> all.open(service) ? 1 : 0);
        }
    }
}
