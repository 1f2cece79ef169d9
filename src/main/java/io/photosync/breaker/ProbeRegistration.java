package io.photosync.breaker;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** Registers the probes of all services before the first thread that may need one starts. */
@ApplicationScoped
class ProbeRegistration {
    void onStart(@Observes @Priority(20) StartupEvent event, Breakers breakers, @Any Instance<ServiceProbe> probes) {
        probes.forEach(probe -> breakers.register(probe.service(), probe));
    }
}
