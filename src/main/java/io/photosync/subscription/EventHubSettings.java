package io.photosync.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/**
 * The event hub that Graph writes to and photo sync reads.
 *
 * @see <a href="https://learn.microsoft.com/graph/change-notifications-delivery-event-hubs">delivery by Event Hubs</a>
 */
@ConfigMapping(prefix = "photosync.event-hub")
public interface EventHubSettings {

    /**
     * The notification URL for Graph: {@code
     * EventHub:https://NAMESPACE.servicebus.windows.net/eventhubname/HUB?tenantId=TENANT}.
     */
    Optional<
                    @Pattern(
                            regexp =
                                    "EventHub:https://[^/?#\\s]+/(eventhubname|secrets)/[^/?#\\s]+\\?tenantId=[^&#\\s]+",
                            message =
                                    "must be EventHub:https://NAMESPACE/eventhubname/HUB?tenantId=TENANT, or /secrets/NAME"
                                            + " of a key vault, got '${validatedValue}'")
                    String>
            notificationUrl();

    /** Bootstrap servers; by default the namespace of the URL, port 9093. */
    Optional<String> bootstrapServers();

    /** The event hub's name; by default that of the URL. */
    Optional<String> topic();

    /** The consumer group that all replicas share. */
    @WithDefault("photosync")
    String group();

    /** A connection string with the Listen permission. Without one the app's identity at Graph is used. */
    Optional<String> connectionString();

    /** Any setting of Kafka's consumer, by its own name; overrides photo sync's defaults. */
    Map<String, String> kafka();
}
