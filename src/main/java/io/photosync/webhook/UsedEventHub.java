package io.photosync.webhook;

import io.photosync.identity.Tokens;
import io.photosync.kafka.KafkaClients;
import io.photosync.subscription.EventHubSettings;
import io.photosync.subscription.NotificationChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The event hub's connection, if notifications arrive that way. */
@ApplicationScoped
class UsedEventHub {
    private final Optional<EventHubConnection> hub;

    UsedEventHub(
            NotificationChannel notificationChannel, EventHubSettings settings, Tokens tokens, KafkaClients clients) {
        this.hub = notificationChannel.eventHub().map(address -> new EventHubConnection(address, settings, tokens)
                .measured(clients));
    }

    Optional<EventHubConnection> hub() {
        return hub;
    }
}
