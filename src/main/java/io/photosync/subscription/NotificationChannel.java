package io.photosync.subscription;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How notifications arrive, and which settings that requires. */
@ApplicationScoped
public class NotificationChannel {
    private final NotificationMode mode;
    private final boolean sweepEnabled;
    private final WebhookUrlSettings webhook;
    private final EventHubSettings eventHub;

    public NotificationChannel(NotificationSettings settings, WebhookUrlSettings webhook, EventHubSettings eventHub) {
        this.mode = settings.notifications();
        this.sweepEnabled = settings.sweepEnabled();
        this.webhook = webhook;
        this.eventHub = eventHub;
    }

    /** Runs before anything waits for Kafka, so that a missing setting is reported at once. */
    void onStart(@Observes @Priority(6) StartupEvent event) {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Cannot start: " + String.join("; ", problems));
        }
    }

    public NotificationMode mode() {
        return mode;
    }

    /** Address for reading; empty unless notifications arrive through an event hub. */
    public Optional<EventHubAddress> eventHub() {
        return mode == NotificationMode.EVENT_HUB ? EventHubAddress.of(eventHub) : Optional.empty();
    }

    /** The subscription that should exist, if any. */
    Optional<DesiredSubscription> desired() {
        return switch (mode) {
            case WEBHOOK -> webhook.publicUrl().map(DesiredSubscription::atWebhook);
            case EVENT_HUB -> eventHub.notificationUrl().map(DesiredSubscription::atEventHub);
            case NONE -> Optional.empty();
        };
    }

    /** One message per problem, with the setting, the rule and the value got. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        switch (mode) {
            case WEBHOOK -> require("photosync.webhook.public-url", webhook.publicUrl(), problems);
            case EVENT_HUB -> {
                require("photosync.event-hub.notification-url", eventHub.notificationUrl(), problems);
                if (eventHub.notificationUrl().isPresent()
                        && EventHubAddress.of(eventHub).isEmpty()) {
                    problems.add("photosync.event-hub.bootstrap-servers and photosync.event-hub.topic must be set where"
                            + " photosync.event-hub.notification-url names no event hub, as '%s'"
                                    .formatted(eventHub.notificationUrl().get()));
                }
            }
            case NONE -> {
                if (!sweepEnabled) {
                    problems.add("photosync.sweep.enabled must be true where photosync.notifications is none, got"
                            + " false: nothing would find a change");
                }
            }
        }
        return problems;
    }

    private void require(String setting, Optional<String> value, List<String> problems) {
        if (value.isEmpty()) {
            problems.add("%s must be set where photosync.notifications is %s, but is not"
                    .formatted(setting, mode == NotificationMode.WEBHOOK ? "webhook" : "event-hub"));
        }
    }
}
