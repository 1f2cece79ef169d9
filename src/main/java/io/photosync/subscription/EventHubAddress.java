package io.photosync.subscription;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Address for reading the event hub. */
public record EventHubAddress(String bootstrapServers, String topic) {
    private static final Pattern NAMED =
            Pattern.compile("EventHub:https://([^/:]+)(?::\\d+)?/eventhubname/([^?]+)\\?.*");
    /** Event Hubs' port for Kafka clients; not available in the Basic tier. */
    private static final String PORT = ":9093";

    /** @return empty when neither the settings nor the URL, which may be a key vault's, contain it */
    static Optional<EventHubAddress> of(EventHubSettings settings) {
        Optional<Matcher> named = settings.notificationUrl().map(NAMED::matcher).filter(Matcher::matches);
        Optional<String> servers = settings.bootstrapServers().or(() -> named.map(url -> url.group(1) + PORT));
        Optional<String> topic = settings.topic().or(() -> named.map(url -> url.group(2)));
        return servers.flatMap(known -> topic.map(hub -> new EventHubAddress(known, hub)));
    }

    /** The resource that tokens must be issued for. */
    public String audience() {
        return "https://" + List.of(bootstrapServers.split("[:,]")).getFirst();
    }
}
