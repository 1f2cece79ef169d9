package io.photosync.health;

import io.photosync.sync.Gate;
import io.photosync.sync.Lanes;
import io.photosync.sync.Watchdog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the lanes stand still for no known reason: a restart is the only cure left. */
@Liveness
@ApplicationScoped
class LanesLiveness implements HealthCheck {
    private final Lanes lanes;
    private final Gate gate;
    private final Clock clock;

    LanesLiveness(Lanes lanes, Gate gate, Clock clock) {
        this.lanes = lanes;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> stuck = Watchdog.stuck(lanes.state(), gate::waitsFor, clock.instant());
        return HealthCheckResponse.named("lanes")
                .status(stuck.isEmpty())
                .withData("state", stuck.or(gate::waitsFor).orElse("working"))
                .withData("lag", lanes.state().lag())
                .build();
    }
}
