package io.photosync.health;

import io.photosync.detect.RemovalState;
import io.photosync.detect.RemovalState.Hold;
import io.photosync.ledger.Ledger;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether removals are held back until somebody decides. */
@Wellness
@ApplicationScoped
class RemovalsWellness implements HealthCheck {
    private final Ledger ledger;

    RemovalsWellness(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Hold> hold = RemovalState.read(ledger).hold();
        return hold.map(held -> HealthCheckResponse.named("removals")
                        .down()
                        .withData("state", "held back; an operator has to release or refuse them")
                        .withData("since", held.since().toString())
                        .withData("people", held.people())
                        .build())
                .orElseGet(() -> HealthCheckResponse.up("removals"));
    }
}
