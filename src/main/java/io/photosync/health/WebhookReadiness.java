package io.photosync.health;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the webhook can give Graph an answer, be it 503: that is, until the process is on its way out. */
@Readiness
@ApplicationScoped
class WebhookReadiness implements HealthCheck {
    private volatile boolean leaving;

    void leave(@Observes @Priority(1) ShutdownEvent event) {
        leaving = true;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("webhook")
                .status(!leaving)
                .withData("state", leaving ? "leaving" : "answering")
                .build();
    }
}
