package io.photosync.sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How much work waits in this replica's share of each lane. */
@ApplicationScoped
class LaneMetrics {
    private final LaneWorker laneWorker;
    private final MeterRegistry registry;

    LaneMetrics(LaneWorker laneWorker, MeterRegistry registry) {
        this.laneWorker = laneWorker;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        for (TaskSource source : TaskSource.values()) {
            Gauge.builder("photosync.lane.lag", laneWorker, now -> now.state().workIn(source))
                    .description(
                            "Records of this replica's partitions that are not done with; retries only once they are due")
                    .tag("lane", source.label())
                    .register(registry);
        }
    }
}
