package io.photosync.health;

import io.photosync.detect.Promise;
import io.photosync.detect.SweepView;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether changes are noticed as soon as was promised. */
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
        Promise promise = view.promise();
        promise.broken().ifPresent(why -> response.withData("why", why));
        return response.status(promise.broken().isEmpty())
                .withData("state", promise.text())
                .build();
    }
}
