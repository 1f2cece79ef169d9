package io.photosync.ops.user;

import io.photosync.event.EventJson;
import io.photosync.event.JournalEntry;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.ops.ApiException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Reads a user's decisions from the journal, backwards. A partition holds the decisions of many users, so a chunk may
 * contain none of this user's. Reading ends at the wanted number, at the wanted time, at the partition's beginning, or
 * at the deadline.
 *
 * <p>Only the partition that the user's records go to is read: a start on topics with added partitions is refused.
 */
@ApplicationScoped
public class History {
    /** Deadline, since an operator waits. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(History.class);
    /** Records per chunk, some 250 bytes each: a few MB, whatever the tenant's size. */
    private static final int CHUNK = 5_000;
    /** Maximum size of a record in bytes; a decision has no more than some 1,500. */
    private static final int MAX_RECORD_BYTES = 8 << 10;

    /** Concurrent readers; each holds a chunk and the client's buffers. */
    private static final int MAX_READERS = 2;

    /** The last time that Kafka can be asked for. */
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final Map<String, Object> CONSUMER_SETTINGS = Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1_000,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            2 << 20,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            1 << 20);

    private final KafkaClients clients;
    private final String topic;
    private final Semaphore readers = new Semaphore(MAX_READERS);

    History(KafkaClients clients) {
        this.clients = clients;
        this.topic = clients.names().of(Topic.JOURNAL);
    }

    /**
     * @param since earliest time of a decision
     * @param before read only below this offset, the {@code next} of the previous page
     */
    public record Query(String userId, int limit, Optional<Instant> since, OptionalLong before) {}

    /**
     * @param entries newest first
     * @param next offset where the next, earlier page begins; empty on the last page
     */
    public record Page(List<JournalEntry> entries, OptionalLong next) {}

    /**
     * @throws ApiException 503 when too many histories are being read
     * @throws org.apache.kafka.common.KafkaException when the topic cannot be read now
     */
    public Page read(Query query) {
        if (!readers.tryAcquire()) {
            throw ApiException.unavailable("%d histories are being read already".formatted(MAX_READERS));
        }
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(CONSUMER_SETTINGS, MAX_RECORD_BYTES)) {
            TopicPartition partition = partition(consumer, query.userId());
            consumer.assign(List.of(partition));
            return read(query, consumer, partition);
        } finally {
            readers.release();
        }
    }

    /** The partition of the user's records, as the producer computes it. */
    private TopicPartition partition(KafkaConsumer<String, byte[]> consumer, String userId) {
        int partitions = consumer.partitionsFor(topic).size();
        int hash = Utils.murmur2(userId.getBytes(StandardCharsets.UTF_8));
        return new TopicPartition(topic, Utils.toPositive(hash) % partitions);
    }

    private static Page read(Query query, KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
        long begin = begin(query, consumer, partition);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        long to = Math.min(end, query.before().orElse(end));
        List<Found> found = new ArrayList<>();
        while (to > begin && found.size() < query.limit() && System.nanoTime() < deadline) {
            long from = Math.max(begin, to - CHUNK);
            Optional<List<Found>> chunk = chunk(query.userId(), consumer, partition, from, to, deadline);
            if (chunk.isEmpty()) {
                break;
            }
            found.addAll(chunk.get().reversed());
            to = from;
        }
        return page(query, found, to, begin);
    }

    private static Page page(Query query, List<Found> found, long readDownTo, long begin) {
        if (found.size() > query.limit()) {
            List<Found> shown = found.subList(0, query.limit());
            return new Page(entries(shown), OptionalLong.of(shown.getLast().offset()));
        }
        return new Page(entries(found), readDownTo > begin ? OptionalLong.of(readDownTo) : OptionalLong.empty());
    }

    private static List<JournalEntry> entries(List<Found> found) {
        return found.stream().map(Found::entry).toList();
    }

    private record Found(long offset, JournalEntry entry) {}

    private static long begin(Query query, KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        // Kafka refuses a time before 1970, and there is no decision of then.
        Optional<Instant> since = query.since().filter(Instant.EPOCH::isBefore);
        if (since.isEmpty()) {
            return consumer.beginningOffsets(List.of(partition)).get(partition);
        }
        Instant time = since.get().isAfter(LAST) ? LAST : since.get();
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli())).get(partition);
        return first == null ? Long.MAX_VALUE : first.offset();
    }

    /** The user's decisions at these offsets, oldest first; empty when the deadline has passed. */
    private static Optional<List<Found>> chunk(
            String userId,
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            long from,
            long to,
            long deadline) {
        List<Found> found = new ArrayList<>();
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            if (System.nanoTime() > deadline) {
                return Optional.empty();
            }
            for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                if (message.offset() < to && userId.equals(message.key())) {
                    read(message).ifPresent(entry -> found.add(new Found(message.offset(), entry)));
                }
            }
        }
        return Optional.of(found);
    }

    private static Optional<JournalEntry> read(ConsumerRecord<String, byte[]> message) {
        try {
            return Optional.of(EventJson.read(message.value(), JournalEntry.class));
        } catch (UnreadableRecord e) {
            LOG.warnf(
                    "record ignored topic=%s partition=%d offset=%d: %s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
