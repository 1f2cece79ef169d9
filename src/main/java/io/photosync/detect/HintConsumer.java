package io.photosync.detect;

import io.photosync.detect.HintBatchDetector.BatchResult;
import io.photosync.kafka.ConsumerGroup;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.LoopOwner;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.Topic;
import io.photosync.kafka.topics.TopicInitializer;
import io.photosync.ledger.Ledger;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads hints in batches and checks each user once per batch. A plain consumer, as for the lanes: during an outage of
 * Graph it pauses without leaving the consumer group or skipping records.
 */
@ApplicationScoped
public class HintConsumer implements LoopOwner {
    private static final Logger LOG = Logger.getLogger(HintConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** 100 users, 8 at once, three tries of 30 s each: more than that no batch takes. */
    private static final Duration ONE_TURN = Duration.ofMinutes(30);

    private final KafkaClients clients;
    private final TopicInitializer topics;
    private final Ledger ledger;
    private final HintBatchDetector detector;
    private final UnreadableHints unreadable;
    private final ServiceLoop loop;

    /** Six: a consumer needs Kafka, the topics and the ledger before it can begin, and a batch has two ways out. */
    HintConsumer(
            KafkaClients clients,
            TopicInitializer topics,
            Ledger ledger,
            HintBatchDetector detector,
            UnreadableHints unreadable,
            Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.ledger = ledger;
        this.detector = detector;
        this.unreadable = unreadable;
        this.loop = new ServiceLoop("hints", this::follow, ONE_TURN, clock);
    }

    @Override
    public ServiceLoop loop() {
        return loop;
    }

    void start(@Observes StartupEvent event) {
        loop.start(topics.ready());
    }

    @Override
    public void stop() {
        loop.stop();
        detector.stop();
    }

    private void follow() throws InterruptedException {
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer("hints", config())) {
            consumer.subscribe(List.of(clients.names().of(Topic.USER_CHANGED)));
            while (!loop.stopping()) {
                loop.turned();
                turn(consumer);
            }
        }
    }

    private Map<String, Object> config() {
        // A batch ends within its requests' deadlines: 100 users, 8 at once, 30 s each.
        return Map.of(
                "group.id", clients.names().of(ConsumerGroup.DETECT),
                "max.poll.records", 100,
                "max.poll.interval.ms", 600_000,
                "session.timeout.ms", 10_000,
                "heartbeat.interval.ms", 3_000);
    }

    private void turn(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        if (ledger.follows() && detector.available()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        HintBatch hintBatch = HintBatch.of(records);
        if (unreadable.deadLettered(hintBatch) && detector.process(hintBatch) == BatchResult.DONE) {
            unreadable.done(hintBatch);
            commit(consumer);
        } else {
            // Graph or Kafka is away, or the process stops: the batch is processed again from its first record.
            for (TopicPartition partition : records.partitions()) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
            // The reason does not pass at once, and a throttled Graph fails calls without a request.
            Thread.sleep(PAUSE);
        }
    }

    private static void commit(KafkaConsumer<String, byte[]> consumer) {
        try {
            consumer.commitSync(Duration.ofSeconds(5));
        } catch (KafkaException e) {
            LOG.warnf("hint offsets not committed, hints will be read again: %s", e.getMessage());
        }
    }
}
