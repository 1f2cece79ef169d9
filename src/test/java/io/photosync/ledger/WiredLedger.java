package io.photosync.ledger;

import static io.photosync.testkit.Patience.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriterMetrics;
import io.photosync.sandbox.Broker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** A ledger on topics of one partition, and a writer whose way to the broker can be disturbed. */
public final class WiredLedger implements AutoCloseable {
    private final Broker broker = Broker.startWithWire();
    private final KafkaClients direct = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TopicWriter writer = new TopicWriter(
            new KafkaClients(Map.of("bootstrap.servers", broker.wire().bootstrapServers())),
            new WriterMetrics(registry),
            Clock.systemUTC());
    private final Ledger ledger =
            new Ledger(direct, CompletableFuture.completedFuture(null), Clock.systemUTC(), List.of());

    public WiredLedger() throws Exception {
        try (Admin admin = direct.admin()) {
            admin.createTopics(Stream.of(Topic.values())
                            .map(topic -> new NewTopic(topic.id(), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        ledger.start();
        await().until(ledger::follows);
    }

    public Ledger ledger() {
        return ledger;
    }

    public TopicWriter writer() {
        return writer;
    }

    public LedgerWriter ledgerWriter() {
        return new LedgerWriter(writer, ledger);
    }

    /** Until {@link #writable} the broker takes no record. */
    public void refuseWrites() {
        broker.wire().answer(ApiKeys.PRODUCE, Errors.TOPIC_AUTHORIZATION_FAILED);
    }

    public void writable() {
        broker.wire().mend();
    }

    /** How many dead letters count as written, whatever their reason. */
    public double deadLettersCounted() {
        return registry.find("photosync.dead.letters").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** All records of a topic, the first one first. */
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        TopicPartition partition = new TopicPartition(topic.id(), 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = direct.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        ledger.stop();
        writable();
        writer.close();
        broker.close();
    }
}
