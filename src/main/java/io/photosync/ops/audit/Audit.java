package io.photosync.ops.audit;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ops.audit.BackwardReader.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
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
            Map.of("default.api.timeout.ms", 5_000, "max.poll.records", 1_000);

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
        AuditSlice slice = read(entry -> true, atMost, OptionalLong.empty());
        if (slice.entries().size() < atMost && slice.next().isPresent()) {
            throw new TimeoutException(
                    "the newest %d entries of the audit trail were not read within %s".formatted(atMost, READ_TIMEOUT));
        }
        return slice.entries();
    }

    /**
     * Reads backwards for at most 5 s; the answer says whether there may be more.
     *
     * @param before read only below this offset, the {@code next} of the slice before
     * @throws org.apache.kafka.common.KafkaException when nothing can be read within that time
     */
    public AuditSlice read(Predicate<AuditEntry> wanted, int atMost, OptionalLong before) {
        long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(CONSUMER_SETTINGS)) {
            List<TopicPartition> partitions = List.of(partition);
            consumer.assign(partitions);
            long begin = consumer.beginningOffsets(partitions).get(partition);
            long end = consumer.endOffsets(partitions).get(partition);
            return new BackwardReader((from, to) -> portion(consumer, from, to, deadline))
                    .read(wanted, atMost, begin, Math.min(end, before.orElse(end)));
        }
    }

    private Optional<List<Recorded>> portion(
            KafkaConsumer<String, byte[]> consumer, long from, long to, long deadline) {
        List<Recorded> entries = new ArrayList<>();
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            if (System.nanoTime() > deadline) {
                return Optional.empty();
            }
            for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                if (message.offset() < to) {
                    read(message).ifPresent(entry -> entries.add(new Recorded(message.offset(), entry)));
                }
            }
        }
        return Optional.of(entries);
    }

    private static Optional<AuditEntry> read(ConsumerRecord<String, byte[]> message) {
        try {
            return Optional.of(EventJson.read(message.value(), AuditEntry.class));
        } catch (UnreadableRecord e) {
            LOG.warnf("record ignored topic=%s offset=%d: %s", message.topic(), message.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
