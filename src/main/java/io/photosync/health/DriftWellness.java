package io.photosync.health;

import io.photosync.drift.DriftCheck;
import io.photosync.drift.DriftCheck.Trouble;
import io.photosync.drift.DriftState;
import io.photosync.drift.DriftTask;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether SharePoint's files can be checked. Until they can, nobody notices what others delete or replace. */
@Wellness
@ApplicationScoped
class DriftWellness implements HealthCheck {
    /** Once may be a matter of the moment; the listing was asked for some times already. */
    private static final int AGAIN = 2;

    private final DriftTask drift;

    DriftWellness(DriftTask drift) {
        this.drift = drift;
    }

    @Override
    public HealthCheckResponse call() {
        if (drift.state() instanceof DriftState.Off) {
            return HealthCheckResponse.named("drift")
                    .up()
                    .withData("state", "switched off")
                    .build();
        }
        Optional<Trouble> trouble = drift.last().flatMap(DriftCheck::trouble).filter(failed -> failed.times() >= AGAIN);
        return trouble.map(DriftWellness::refused).orElseGet(() -> HealthCheckResponse.named("drift")
                .up()
                .withData("state", "checked")
                .build());
    }

    private static HealthCheckResponse refused(Trouble trouble) {
        return HealthCheckResponse.named("drift")
                .down()
                .withData("state", "the library cannot be listed: " + trouble.words())
                .withData("since", trouble.since().toString())
                .withData("times", trouble.times())
                .build();
    }
}
