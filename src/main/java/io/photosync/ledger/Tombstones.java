package io.photosync.ledger;

import io.photosync.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jboss.logging.Logger;

/** How long Kafka keeps the nulls of the folded topics: a reader that pauses for longer may miss an erasure. */
final class Tombstones {
    private static final Logger LOG = Logger.getLogger(Tombstones.class);
    /** Kafka's own default. */
    private static final Duration DEFAULT = Duration.ofDays(1);

    private final KafkaClients clients;

    Tombstones(KafkaClients clients) {
        this.clients = clients;
    }

    /** The shortest of the topics' current retentions; a day if the broker does not report them. */
    Duration lifetime() throws InterruptedException {
        List<ConfigResource> topics = Fold.TOPICS.stream()
                .map(clients.names()::of)
                .map(id -> new ConfigResource(ConfigResource.Type.TOPIC, id))
                .toList();
        try (Admin admin = clients.admin()) {
            return admin.describeConfigs(topics).all().get().values().stream()
                    .flatMap(Tombstones::lifetime)
                    .min(Duration::compareTo)
                    .orElse(DEFAULT);
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("retention of nulls unknown, assuming %s: %s", DEFAULT, e.getMessage());
            return DEFAULT;
        }
    }

    private static Stream<Duration> lifetime(Config topic) {
        return Stream.ofNullable(topic.get(TopicConfig.DELETE_RETENTION_MS_CONFIG))
                .map(entry -> Duration.ofMillis(Long.parseLong(entry.value())));
    }
}
