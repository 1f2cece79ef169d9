package io.photosync;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes the meters of one start of the application away before the next one in the same process: they look at beans that are gone,
 * and the next start's would not be registered beside them.
 */
@ApplicationScoped
class MetersOfOneStart {
    private static final int LAST = Integer.MAX_VALUE;

    void end(@Observes @Priority(LAST) ShutdownEvent event, MeterRegistry registry) {
        registry.clear();
    }
}
