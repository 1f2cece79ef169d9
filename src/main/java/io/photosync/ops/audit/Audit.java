package io.photosync.ops.audit;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/** Reads and writes the audit trail in {@code photosync-audit}, which Kafka keeps for a year. */
@ApplicationScoped
public class Audit {
    private static final Logger LOG = Logger.getLogger(Audit.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
    private static final Map<String, Object> CONSUMER_SETTINGS =
            Map.of("default.api.timeout.ms", 5_000, "max.poll.records", 100);

    private final TopicWriter writer;
    private final KafkaClients clients;
    private final TopicPartition partition;

    Audit(TopicWriter writer, KafkaClients clients) {
        this.writer = writer;
        this.clients = clients;
        this.partition = new TopicPartition(clients.names().of(Topic.AUDIT), 0);
    }

    /** Returns when Kafka has acknowledged the entry. The action must not start before. */
    void write(AuditEntry entry) throws WriteFailedException, InterruptedException {
        writer.write(Topic.AUDIT, entry.oid().orElse(entry.actor()), entry);
        LOG.infof(
                "operator actor=%s oid=%s tid=%s action=%s what=%s count=%d reason=%s",
                quoted(entry.actor()),
                entry.oid().orElse("-"),
                entry.tid().orElse("-"),
                entry.action(),
                quoted(entry.what()),
                entry.count(),
                entry.reason().map(Audit::quoted).orElse("-"));
    }

    /** Quotes an operator's text, so that it cannot imitate another key of the log line. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * @param atMost number of entries
     * @return newest first
     * @throws org.apache.kafka.common.KafkaException when they cannot be read within 5 s
     */
    public List<AuditEntry> newest(int atMost) {
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(CONSUMER_SETTINGS)) {
            List<TopicPartition> partitions = List.of(partition);
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).get(partition);
            long begin = consumer.beginningOffsets(partitions).get(partition);
            consumer.seek(partition, Math.max(begin, end - atMost));
            return read(consumer, end).reversed();
        }
    }

    private List<AuditEntry> read(KafkaConsumer<String, byte[]> consumer, long end) {
        List<AuditEntry> entries = new ArrayList<>();
        long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "topic %s was not read to offset %d within %s".formatted(partition.topic(), end, READ_TIMEOUT));
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                add(entries, record);
            }
        }
        return entries;
    }

    private static void add(List<AuditEntry> entries, ConsumerRecord<String, byte[]> record) {
        try {
            entries.add(EventJson.read(record.value(), AuditEntry.class));
        } catch (UnreadableRecord e) {
            LOG.warnf("record ignored topic=%s offset=%d: %s", record.topic(), record.offset(), e.getMessage());
        }
    }
}
