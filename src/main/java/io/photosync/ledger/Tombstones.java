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

/** How long Kafka keeps the nulls of the folded topics: whoever reads a topic more rarely may never hear that something was erased. */
final class Tombstones {
    private static final Logger LOG = Logger.getLogger(Tombstones.class);
    /** Kafka's own default. */
    private static final Duration USUAL = Duration.ofDays(1);

    private final KafkaClients clients;

    Tombstones(KafkaClients clients) {
        this.clients = clients;
    }

    /** The shortest of them, as the topics say now; a day where the broker does not tell. */
    Duration lifetime() throws InterruptedException {
        List<ConfigResource> topics = Fold.TOPICS.stream()
                .map(clients.names()::of)
                .map(id -> new ConfigResource(ConfigResource.Type.TOPIC, id))
                .toList();
        try (Admin admin = clients.admin()) {
            return admin.describeConfigs(topics).all().get().values().stream()
                    .flatMap(Tombstones::lifetime)
                    .min(Duration::compareTo)
                    .orElse(USUAL);
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("how long nulls are kept is taken to be %s: %s", USUAL, e.getMessage());
            return USUAL;
        }
    }

    private static Stream<Duration> lifetime(Config topic) {
        return Stream.ofNullable(topic.get(TopicConfig.DELETE_RETENTION_MS_CONFIG))
                .map(entry -> Duration.ofMillis(Long.parseLong(entry.value())));
    }
}
