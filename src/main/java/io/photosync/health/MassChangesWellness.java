package io.photosync.health;

import io.photosync.masschange.MassChanges;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down while photos that many users got are held until an operator decides. */
@Wellness
@ApplicationScoped
class MassChangesWellness implements HealthCheck {
    private final MassChanges changes;

    MassChangesWellness(MassChanges changes) {
        this.changes = changes;
    }

    @Override
    public HealthCheckResponse call() {
        return changes.undecided()
                .map(held -> HealthCheckResponse.named("mass-changes")
                        .down()
                        .withData(
                                "state",
                                "the same photo for many users is held; an operator has to release or refuse it")
                        .withData("since", held.since().toString())
                        .withData("photos", held.photos())
                        .withData("users", held.users())
                        .build())
                .orElseGet(() -> HealthCheckResponse.up("mass-changes"));
    }
}
