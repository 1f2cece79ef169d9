package io.photosync.health;

import io.photosync.ledger.Ledger;
import io.photosync.removal.OperatorDecision;
import io.photosync.removal.RemovalState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down while removals are held until an operator decides. */
@Wellness
@ApplicationScoped
class RemovalsWellness implements HealthCheck {
    private final Ledger ledger;

    RemovalsWellness(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        RemovalState state = RemovalState.read(ledger);
        String what = OperatorDecision.open(ledger, state).isPresent()
                ? "held; an operator's decision is being applied"
                : "held; an operator has to release or refuse them";
        return state.hold()
                .map(held -> HealthCheckResponse.named("removals")
                        .down()
                        .withData("state", what)
                        .withData("since", held.since().toString())
                        .withData("people", held.people())
                        .build())
                .orElseGet(() -> HealthCheckResponse.up("removals"));
    }
}
