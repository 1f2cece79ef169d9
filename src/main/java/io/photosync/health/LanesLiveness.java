package io.photosync.health;

import io.photosync.sync.LaneGate;
import io.photosync.sync.LaneWorker;
import io.photosync.sync.Watchdog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the lanes make no progress for no known reason: only a restart helps. */
@Liveness
@ApplicationScoped
class LanesLiveness implements HealthCheck {
    private final LaneWorker laneWorker;
    private final LaneGate laneGate;
    private final Clock clock;

    LanesLiveness(LaneWorker laneWorker, LaneGate laneGate, Clock clock) {
        this.laneWorker = laneWorker;
        this.laneGate = laneGate;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> stuck = Watchdog.stuck(laneWorker.state(), laneGate::waitsFor, clock.instant());
        return HealthCheckResponse.named("lanes")
                .status(stuck.isEmpty())
                .withData("state", stuck.or(laneGate::waitsFor).orElse("working"))
                .withData("lag", laneWorker.state().lag())
                .build();
    }
}
