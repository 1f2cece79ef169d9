package io.photosync.webhook;

import io.photosync.event.KafkaClients;
import io.photosync.identity.Tokens;
import io.photosync.subscription.EventHubSettings;
import io.photosync.subscription.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The event hub that notifications are read from, where that is their way. */
@ApplicationScoped
class UsedEventHub {
    private final Optional<EventHub> hub;

    UsedEventHub(Notifications notifications, EventHubSettings settings, Tokens tokens, KafkaClients clients) {
        this.hub = notifications.eventHub().map(address -> new EventHub(address, settings, tokens).measured(clients));
    }

    Optional<EventHub> hub() {
        return hub;
    }
}
