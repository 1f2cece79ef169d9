package io.photosync.health;

import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.subscription.NotificationChannel;
import io.photosync.subscription.NotificationMode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the webhook can give Graph an answer, be it 503: that is, until the process is on its way out. Without a webhook too. */
@Readiness
@ApplicationScoped
class WebhookReadiness implements HealthCheck, StopsInOrder {
    private final NotificationMode way;
    private volatile boolean leaving;

    WebhookReadiness(NotificationChannel notificationChannel) {
        this.way = notificationChannel.mode();
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.READINESS;
    }

    @Override
    public void stop() {
        leaving = true;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("webhook")
                .status(!leaving)
                .withData("state", leaving ? "leaving" : there())
                .build();
    }

    /** The ops API needs no word of its own: it stands and falls with the process. */
    private String there() {
        return switch (way) {
            case WEBHOOK -> "answering";
            case EVENT_HUB -> "not wanted: notifications come by an event hub";
            case NONE -> "not wanted: no notifications are asked for";
        };
    }
}
