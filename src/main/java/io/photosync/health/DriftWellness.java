package io.photosync.health;

import io.photosync.drift.DriftCheck.Trouble;
import io.photosync.drift.DriftState;
import io.photosync.drift.DriftTask;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down when SharePoint's files cannot be checked: until then, files that others delete or replace are not noticed. */
@Wellness
@ApplicationScoped
class DriftWellness implements HealthCheck {
    /** Failed checks until down: a single failure may be temporary, though the check has already retried. */
    private static final int FAILURES = 2;

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
        Optional<Trouble> trouble = drift.trouble().filter(failed -> failed.times() >= FAILURES);
        return trouble.map(DriftWellness::failing).orElseGet(() -> HealthCheckResponse.named("drift")
                .up()
                .withData("state", "checked")
                .build());
    }

    private static HealthCheckResponse failing(Trouble trouble) {
        return HealthCheckResponse.named("drift")
                .down()
                .withData("state", "the library cannot be listed: " + trouble.words())
                .withData("since", trouble.since().toString())
                .withData("times", trouble.times())
                .build();
    }
}
