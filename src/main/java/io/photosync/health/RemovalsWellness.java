package io.photosync.health;

import io.photosync.removal.RemovalsView;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down while removals are held until an operator decides. */
@Wellness
@ApplicationScoped
class RemovalsWellness implements HealthCheck {
    private final RemovalsView removals;

    RemovalsWellness(RemovalsView removals) {
        this.removals = removals;
    }

    @Override
    public HealthCheckResponse call() {
        String what = removals.decision().isPresent()
                ? "held; an operator's decision is being applied"
                : "held; an operator has to release or refuse them";
        return removals.state()
                .hold()
                .map(held -> HealthCheckResponse.named("removals")
                        .down()
                        .withData("state", what)
                        .withData("since", held.since().toString())
                        .withData("people", held.people())
                        .build())
                .orElseGet(() -> HealthCheckResponse.up("removals"));
    }
}
