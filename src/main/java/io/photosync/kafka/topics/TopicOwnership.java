package io.photosync.kafka.topics;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.topics.TopicProvisioner.TopicMismatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Ensures that the topics are this tenant's, and have the number of partitions that they had. Another tenant's service on
 * the same topics would take all their users for leavers, and delete their state. Topics without an owner become ours.
 */
final class TopicOwnership {
    private static final Logger LOG = Logger.getLogger(TopicOwnership.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final TopicOwner self;
    private final TopicPartition place;

    TopicOwnership(KafkaClients clients, TopicOwner self) {
        this.clients = clients;
        this.self = self;
        this.place = new TopicPartition(clients.names().of(Topic.STATE), 0);
    }

    /**
     * @throws TopicMismatch when they are another tenant's, or had another number of partitions
     * @throws KafkaException when Kafka does not answer
     */
    void claim() throws TopicMismatch, ExecutionException, InterruptedException {
        List<TopicOwner> marks = marks();
        if (marks.isEmpty()) {
            mark(self);
            // Another tenant's service may have done so concurrently: the first of both stays.
            marks = marks();
        }
        TopicOwner owner = owner(marks).orElseThrow();
        Optional<String> refusal = refusal(owner);
        if (refusal.isPresent()) {
            if (marks.getLast().equals(self)) {
                mark(owner);
            }
            throw new TopicMismatch(refusal.get());
        }
        if (!self.equals(marks.getLast())) {
            mark(self);
        }
        if (!self.sameName(owner)) {
            LOG.warnf("topics' owner renamed from %s to %s", owner, self);
        }
    }

    private Optional<String> refusal(TopicOwner owner) {
        return self.otherTenant(owner)
                .map(
                        another -> another
                                + ": give each tenant topics of its own with photosync.topics.prefix, or put photosync.tenant-id right")
                .or(() -> self.otherPartitions(owner));
    }

    /**
     * The owner that is recorded, if any. Marks nothing.
     *
     * @throws KafkaException when Kafka does not answer
     */
    Optional<TopicOwner> recorded() throws InterruptedException {
        return owner(marks());
    }

    /** The first owner as it names itself now; a later one of another tenant does not count. */
    private static Optional<TopicOwner> owner(List<TopicOwner> marks) {
        return marks.stream().reduce((owner, later) -> owner.same(later) ? owner.renamed(later) : owner);
    }

    private void mark(TopicOwner owner) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = clients.producer()) {
            producer.send(new ProducerRecord<>(place.topic(), 0, StateKey.OWNER.text(), EventJson.write(owner)))
                    .get();
        }
    }

    /** The owner records in the log, oldest first: at most one, unless several were written lately. */
    private List<TopicOwner> marks() throws InterruptedException {
        try (KafkaConsumer<String, byte[]> consumer =
                clients.consumer(Map.of("default.api.timeout.ms", (int) PATIENCE.toMillis()))) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<TopicOwner> marks = new ArrayList<>();
            while (consumer.position(place) < end) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(
                            "topic %s was not read to offset %d within %s".formatted(place.topic(), end, PATIENCE));
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                consumer.poll(POLL).forEach(record -> add(record, marks));
            }
            return marks;
        }
    }

    private static void add(ConsumerRecord<String, byte[]> record, List<TopicOwner> marks) {
        if (!StateKey.OWNER.text().equals(record.key())) {
            return;
        }
        try {
            if (record.value() == null) {
                marks.clear();
            } else {
                marks.add(EventJson.read(record.value(), TopicOwner.class));
            }
        } catch (UnreadableRecord e) {
            LOG.warnf("record ignored topic=%s offset=%d: %s", record.topic(), record.offset(), e.getMessage());
        }
    }
}
