package io.photosync.webhook;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.topics.TopicInitializer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Creates the connector's producer before the first notification, which cannot wait for it: at start if the broker's
 * name resolves, else once the topics exist. Then it also fetches the topic's metadata.
 */
@ApplicationScoped
class HintProducer {
    private static final Logger LOG = Logger.getLogger(HintProducer.class);
    private static final String CHANNEL = "hints";

    private final TopicInitializer topics;
    private final KafkaClientService connector;
    private final String topic;

    HintProducer(TopicInitializer topics, KafkaClientService connector, KafkaClients clients) {
        this.topics = topics;
        this.connector = connector;
        this.topic = clients.names().of(Topic.USER_CHANGED);
    }

    void create(@Observes StartupEvent event) {
        KafkaProducer<Object, Object> producer = connector.getProducer(CHANNEL);
        // Some brokers create a topic on a metadata request, with a default number of partitions: so ours is requested
        // only once it exists.
        log(producer.runOnSendingThread(ready -> {}));
        topics.ready().thenRun(() -> log(producer.partitionsFor(topic)));
    }

    private static void log(Uni<?> done) {
        done.subscribe()
                .with(
                        nothing -> LOG.debug("producer of hints ready"),
                        failure -> LOG.debugf("producer of hints not ready yet: %s", failure.getMessage()));
    }
}
