package io.photosync.masschange;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.masschange.MassChange.State;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gauges of held users; the same on each replica. */
@ApplicationScoped
class MassChangeMetrics {
    private final MassChanges changes;
    private final MeterRegistry registry;

    MassChangeMetrics(MassChanges changes, MeterRegistry registry) {
        this.changes = changes;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        for (State state : State.values()) {
            Gauge.builder("photosync.mass.change.users", changes, now -> users(now, state))
                    .description("Users whose new photo is held since many got the same")
                    .tag("state", state.word())
                    .register(registry);
        }
    }

    private static double users(MassChanges changes, State state) {
        return changes.all().stream()
                .filter(change -> change.state() == state)
                .mapToInt(MassChange::users)
                .sum();
    }
}
