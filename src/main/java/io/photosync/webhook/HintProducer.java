package io.photosync.webhook;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicInitializer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Has the connector make its producer before the first notification comes, which has no time to wait for that: at start where the
 * broker's name resolves, and else when the topics are there. Then it also finds out where theirs is.
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

    void make(@Observes StartupEvent event) {
        KafkaProducer<Object, Object> producer = connector.getProducer(CHANNEL);
        // Some brokers make a topic that is asked for, with as many partitions as they like: ours is asked for once it
        // is there.
        told(producer.runOnSendingThread(made -> {}));
        topics.ready().thenRun(() -> told(producer.partitionsFor(topic)));
    }

    private static void told(Uni<?> done) {
        done.subscribe()
                .with(
                        nothing -> LOG.debug("hints have their way"),
                        failure -> LOG.debugf("hints have no way yet: %s", failure.getMessage()));
    }
}
