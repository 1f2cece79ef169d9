package io.photosync.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/**
 * The event hub that Graph writes into and that we read.
 *
 * @see <a href="https://learn.microsoft.com/graph/change-notifications-delivery-event-hubs">delivery by Event Hubs</a>
 */
@ConfigMapping(prefix = "photosync.event-hub")
public interface EventHubSettings {

    /** What Graph is told: {@code EventHub:https://NAMESPACE.servicebus.windows.net/eventhubname/HUB?tenantId=TENANT}. */
    Optional<
                    @Pattern(
                            regexp =
                                    "EventHub:https://[^/?#\\s]+/(eventhubname|secrets)/[^/?#\\s]+\\?tenantId=[^&#\\s]+",
                            message =
                                    "must be EventHub:https://NAMESPACE/eventhubname/HUB?tenantId=TENANT, or /secrets/NAME"
                                            + " of a key vault, but is '${validatedValue}'")
                    String>
            notificationUrl();

    /** Where it is read; as a rule the namespace of the URL, port 9093. */
    Optional<String> bootstrapServers();

    /** The event hub's name; as a rule that of the URL. */
    Optional<String> topic();

    /** The consumer group that all replicas share. */
    @WithDefault("photosync")
    String group();

    /** A connection string with the right to listen. Without one we sign in as the app that Graph knows us by. */
    Optional<String> connectionString();

    /** Any setting of Kafka's consumer, by its own name; goes before all that we would set. */
    Map<String, String> kafka();
}
