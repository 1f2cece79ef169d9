package io.photosync.webhook;

import io.photosync.identity.Tokens;
import io.photosync.kafka.KafkaClients;
import io.photosync.subscription.EventHubAddress;
import io.photosync.subscription.EventHubSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.SaslConfigs;

/** Connection to the event hub by the Kafka protocol, with the settings that Event Hubs requires. */
public final class EventHubConnection {
    private static final String BY_PASSWORD =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$ConnectionString\" password=\"%s\";";
    private static final String BY_TOKEN =
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;";

    private final EventHubAddress address;
    private final EventHubSettings settings;
    private final Tokens tokens;
    private final KafkaClients clients;

    public EventHubConnection(EventHubAddress address, EventHubSettings settings, Tokens tokens) {
        this(address, settings, tokens, new KafkaClients(connection(address)));
    }

    private EventHubConnection(
            EventHubAddress address, EventHubSettings settings, Tokens tokens, KafkaClients clients) {
        this.address = address;
        this.settings = settings;
        this.tokens = tokens;
        this.clients = clients;
    }

    /** A copy whose consumer's metrics are registered beside those of our own Kafka. */
    EventHubConnection measured(KafkaClients own) {
        return new EventHubConnection(address, settings, tokens, own.elsewhere(connection(address)));
    }

    private static Map<String, Object> connection(EventHubAddress address) {
        return Map.of("bootstrap.servers", address.bootstrapServers());
    }

    public EventHubAddress address() {
        return address;
    }

    /** A new consumer without a subscription. */
    public KafkaConsumer<String, byte[]> consumer() {
        return clients.consumer("event-hub", config());
    }

    Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(Map.of(
                "group.id", settings.group(),
                "max.poll.records", 100,
                "max.poll.interval.ms", 600_000));
        // https://learn.microsoft.com/azure/event-hubs/apache-kafka-configurations: connections idle for four minutes
        // are closed, and sessions of less than 30 s often expire.
        config.putAll(Map.of(
                "metadata.max.age.ms", 180_000,
                "connections.max.idle.ms", 180_000,
                "request.timeout.ms", 60_000,
                "session.timeout.ms", 30_000,
                "heartbeat.interval.ms", 3_000));
        config.put("security.protocol", "SASL_SSL");
        config.putAll(
                settings.connectionString().map(EventHubConnection::byPassword).orElseGet(this::byToken));
        config.putAll(settings.kafka());
        return config;
    }

    private static Map<String, Object> byPassword(String connectionString) {
        String quoted = connectionString.replace("\\", "\\\\").replace("\"", "\\\"");
        return Map.of(SaslConfigs.SASL_MECHANISM, "PLAIN", SaslConfigs.SASL_JAAS_CONFIG, BY_PASSWORD.formatted(quoted));
    }

    private Map<String, Object> byToken() {
        return Map.of(
                SaslConfigs.SASL_MECHANISM,
                "OAUTHBEARER",
                SaslConfigs.SASL_JAAS_CONFIG,
                BY_TOKEN,
                SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS,
                EventHubLogin.class.getName(),
                EventHubLogin.TOKENS,
                tokens,
                EventHubLogin.AUDIENCE,
                address.audience());
    }
}
