package io.photosync.subscription;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the event hub is read. */
public record EventHubAddress(String bootstrapServers, String topic) {
    private static final Pattern NAMED =
            Pattern.compile("EventHub:https://([^/:]+)(?::\\d+)?/eventhubname/([^?]+)\\?.*");
    /** Event Hubs' endpoint for Kafka clients; not to be had in the tier Basic. */
    private static final String PORT = ":9093";

    /** @return empty where neither the settings nor the URL, which may be a key vault's, say where */
    static Optional<EventHubAddress> of(EventHubSettings settings) {
        Optional<Matcher> named = settings.notificationUrl().map(NAMED::matcher).filter(Matcher::matches);
        Optional<String> servers = settings.bootstrapServers().or(() -> named.map(url -> url.group(1) + PORT));
        Optional<String> topic = settings.topic().or(() -> named.map(url -> url.group(2)));
        return servers.flatMap(known -> topic.map(hub -> new EventHubAddress(known, hub)));
    }

    /** The resource whose tokens the namespace takes. */
    public String audience() {
        return "https://" + List.of(bootstrapServers.split("[:,]")).getFirst();
    }
}
