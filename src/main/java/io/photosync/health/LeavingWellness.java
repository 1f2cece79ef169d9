package io.photosync.health;

import io.photosync.roster.LeavingView;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down while leavers are held until an operator decides. */
@Wellness
@ApplicationScoped
class LeavingWellness implements HealthCheck {
    private final LeavingView leaving;

    LeavingWellness(LeavingView leaving) {
        this.leaving = leaving;
    }

    @Override
    public HealthCheckResponse call() {
        return leaving.state()
                .hold()
                .map(held -> HealthCheckResponse.named("leaving")
                        .down()
                        .withData(
                                "state",
                                "many users left at once and are held; an operator has to release or refuse them")
                        .withData("since", held.since().toString())
                        .withData("people", held.people())
                        .withData("missing in the directory", held.tenant())
                        .withData("no members of the scope's group", held.scope())
                        .build())
                .orElseGet(() -> HealthCheckResponse.up("leaving"));
    }
}
