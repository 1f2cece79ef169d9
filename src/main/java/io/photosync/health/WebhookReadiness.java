package io.photosync.health;

import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.subscription.NotificationChannel;
import io.photosync.subscription.NotificationMode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready until the process shuts down: the webhook can answer Graph, even with 503. Without a webhook too. */
@Readiness
@ApplicationScoped
class WebhookReadiness implements HealthCheck, StopsInOrder {
    private final NotificationMode mode;
    private volatile boolean stopping;

    WebhookReadiness(NotificationChannel notificationChannel) {
        this.mode = notificationChannel.mode();
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.READINESS;
    }

    @Override
    public void stop() {
        stopping = true;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("webhook")
                .status(!stopping)
                .withData("state", stopping ? "leaving" : answering())
                .build();
    }

    /** The ops API needs no check of its own: it is available as long as the process runs. */
    private String answering() {
        return switch (mode) {
            case WEBHOOK -> "answering";
            case EVENT_HUB -> "not used: notifications arrive through an event hub";
            case NONE -> "not used: notifications are disabled";
        };
    }
}
