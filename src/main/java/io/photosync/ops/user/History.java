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
 * What was decided about a user, read from the journal backwards. A partition holds many users' decisions, so a piece of it may hold
 * none of this one's: reading ends with the number wanted, at the time wanted, at the partition's begin, or when it took too long.
 */
@ApplicationScoped
class History {
    /** Operators wait for the answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(History.class);
    /** Records read at once, some 250 bytes each: a few MB, whatever the tenant's size. */
    private static final int PIECE = 5_000;
    /** Of a record in bytes: a decision has no more than some 1,500. */
    private static final int LONGEST = 8 << 10;

    /** Readers at once: each holds a piece and the client's buffers. */
    private static final int READERS = 2;

    private static final Map<String, Object> READING = Map.of(
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
    private final Semaphore readers = new Semaphore(READERS);

    History(KafkaClients clients) {
        this.clients = clients;
        this.topic = clients.names().of(Topic.JOURNAL);
    }

    /** @param before the offset below which is read, from the page before */
    record Question(String userId, int limit, Optional<Instant> since, OptionalLong before) {}

    /**
     * @param entries newest first
     * @param next where an earlier page begins; empty when there is none
     */
    record Page(List<JournalEntry> entries, OptionalLong next) {}

    /**
     * @throws ApiException when too many ask at once
     * @throws org.apache.kafka.common.KafkaException when the topic cannot be read now
     */
    Page read(Question question) {
        if (!readers.tryAcquire()) {
            throw ApiException.notNow("%d histories are being read already".formatted(READERS));
        }
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(READING, LONGEST)) {
            TopicPartition place = place(consumer, question.userId());
            consumer.assign(List.of(place));
            return read(question, consumer, place);
        } finally {
            readers.release();
        }
    }

    /** Where the producer puts the records of a key. */
    private TopicPartition place(KafkaConsumer<String, byte[]> consumer, String userId) {
        int partitions = consumer.partitionsFor(topic).size();
        int hash = Utils.murmur2(userId.getBytes(StandardCharsets.UTF_8));
        return new TopicPartition(topic, Utils.toPositive(hash) % partitions);
    }

    private static Page read(Question question, KafkaConsumer<String, byte[]> consumer, TopicPartition place) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long begin = begin(question, consumer, place);
        long end = consumer.endOffsets(List.of(place)).get(place);
        long to = Math.min(end, question.before().orElse(end));
        List<Found> found = new ArrayList<>();
        while (to > begin && found.size() < question.limit() && System.nanoTime() < deadline) {
            long from = Math.max(begin, to - PIECE);
            Optional<List<Found>> piece = piece(question.userId(), consumer, place, from, to, deadline);
            if (piece.isEmpty()) {
                break;
            }
            found.addAll(piece.get().reversed());
            to = from;
        }
        return page(question, found, to, begin);
    }

    private static Page page(Question question, List<Found> found, long readDownTo, long begin) {
        if (found.size() > question.limit()) {
            List<Found> shown = found.subList(0, question.limit());
            return new Page(entries(shown), OptionalLong.of(shown.getLast().offset()));
        }
        return new Page(entries(found), readDownTo > begin ? OptionalLong.of(readDownTo) : OptionalLong.empty());
    }

    private static List<JournalEntry> entries(List<Found> found) {
        return found.stream().map(Found::entry).toList();
    }

    private record Found(long offset, JournalEntry entry) {}

    private static long begin(Question question, KafkaConsumer<String, byte[]> consumer, TopicPartition place) {
        if (question.since().isEmpty()) {
            return consumer.beginningOffsets(List.of(place)).get(place);
        }
        OffsetAndTimestamp first = consumer.offsetsForTimes(
                        Map.of(place, question.since().get().toEpochMilli()))
                .get(place);
        return first == null ? Long.MAX_VALUE : first.offset();
    }

    /** The user's decisions among these records, oldest first; empty when it took too long. */
    private static Optional<List<Found>> piece(
            String userId,
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition place,
            long from,
            long to,
            long deadline) {
        List<Found> found = new ArrayList<>();
        consumer.seek(place, from);
        while (consumer.position(place) < to) {
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
