package io.photosync.health;

import io.photosync.sweep.DetectionDelay;
import io.photosync.sweep.SweepView;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Down when changes are not noticed within the configured delay. */
@Wellness
@ApplicationScoped
class SweepWellness implements HealthCheck {
    private final SweepView view;

    SweepWellness(SweepView view) {
        this.view = view;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("sweep");
        if (!view.enabled()) {
            return response.up().withData("state", "switched off").build();
        }
        DetectionDelay detectionDelay = view.promise();
        detectionDelay.broken().ifPresent(why -> response.withData("why", why));
        return response.status(detectionDelay.broken().isEmpty())
                .withData("state", detectionDelay.text())
                .build();
    }
}
