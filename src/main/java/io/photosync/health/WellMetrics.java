package io.photosync.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/** The checks of {@code /q/health/well} as gauges, so that an alert can name the failing one. */
@ApplicationScoped
class WellMetrics {
    private final Instance<HealthCheck> checks;
    private final MeterRegistry registry;
    private final Map<String, Boolean> up = new ConcurrentHashMap<>();

    WellMetrics(@Any @Wellness Instance<HealthCheck> checks, MeterRegistry registry) {
        this.checks = checks;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        refresh();
    }

    /** At the usual interval of a metrics scraper, and not for each scrape: a check may iterate all users. */
    @Scheduled(every = "15s", identity = "well-metrics")
    @RunOnVirtualThread
    void refresh() {
        for (HealthCheck check : checks) {
            HealthCheckResponse answer = check.call();
            if (up.put(answer.getName(), answer.getStatus() == Status.UP) == null) {
                Gauge.builder("photosync.well", up, now -> now.get(answer.getName()) ? 1 : 0)
                        .description("1 while this check of /q/health/well is up, 0 while it is down")
                        .tag("check", answer.getName().replace('-', '_'))
                        .register(registry);
            }
        }
    }
}
