package io.photosync.kafka;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.JournalEntry;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes records and completes when Kafka has them. One idempotent producer at a time with {@code acks=all} serves all
 * rooms.
 */
@ApplicationScoped
public class TopicWriter implements KafkaUser {
    private static final List<Header> CLOUD_EVENT =
            List.of(new RecordHeader("content-type", PhotoEvent.CONTENT_TYPE.getBytes()));

    private final KafkaNames names;
    private final LastingProducer producer;
    private final Journal journal;
    private final WriterMetrics metrics;

    public TopicWriter(KafkaClients clients, WriterMetrics metrics, Clock clock) {
        this.names = clients.names();
        this.metrics = metrics;
        LastingProducer lasting = new LastingProducer(() -> clients.producer("writer"), clock);
        this.producer = lasting;
        String topic = names.of(Topic.JOURNAL);
        this.journal = new Journal((key, value) -> lasting.send(new ProducerRecord<>(topic, key, value)), metrics);
    }

    @Override
    public Optional<String> stalled(Duration atLeast) {
        return producer.standstill().lasted(atLeast).map(why -> "Kafka took no record " + why);
    }

    /**
     * Adds a decision to the user's history, without waiting for Kafka. Decisions that follow from records on other
     * topics (an event in a lane, an end, a retry, a dead letter) are added by themselves.
     */
    public void journal(String userId, JournalEntry entry) {
        journal.append(userId, entry);
    }

    /** Adds one decision to the histories of many users, likewise; they may be all users of the tenant. */
    public void journal(Collection<String> userIds, JournalEntry entry) {
        journal.appendAll(userIds, entry);
    }

    /** Writes a photo event into a lane and waits until Kafka has it. */
    public RecordMetadata writeEvent(Lane lane, PhotoEvent event) throws InterruptedException, WriteFailedException {
        return await(Topic.of(lane), sendEvent(lane, event));
    }

    /** Sends a photo event into a lane, for many at once; the future completes when Kafka has it, or with why not. */
    public CompletableFuture<RecordMetadata> sendEvent(Lane lane, PhotoEvent event) {
        return send(Topic.of(lane), event.userId(), EventJson.write(event), CLOUD_EVENT)
                .thenApply(written -> {
                    journal.append(event.userId(), JournalEntry.published(lane, event));
                    return written;
                });
    }

    /** Writes any of our records as JSON and waits until Kafka has it. */
    public RecordMetadata write(Topic topic, String key, Object value)
            throws InterruptedException, WriteFailedException {
        return await(topic, sendValue(topic, key, value));
    }

    /** Sends any of our records as JSON; {@link #sendEvent} likewise. */
    public CompletableFuture<RecordMetadata> sendValue(Topic topic, String key, Object value) {
        return send(topic, key, EventJson.write(value), List.of()).thenApply(written -> {
            JournalEntry.impliedBy(value).ifPresent(entry -> journal.append(key, entry));
            return written;
        });
    }

    /** Writes a dead letter and waits until Kafka has it. */
    public RecordMetadata writeDeadLetter(String key, DeadLetter letter)
            throws InterruptedException, WriteFailedException {
        RecordMetadata written = writtenOrCut(key, letter);
        metrics.deadLettered(letter.note().code());
        JournalEntry.deadLettered(letter).ifPresent(entry -> journal.append(key, entry));
        return written;
    }

    /** The topic's limit may be lower than what we have kept. */
    private RecordMetadata writtenOrCut(String key, DeadLetter letter)
            throws InterruptedException, WriteFailedException {
        try {
            return await(
                    Topic.PHOTO_UPDATED_DLQ,
                    send(Topic.PHOTO_UPDATED_DLQ, key, letter.value(), DeadLetterHeaders.of(letter)));
        } catch (WriteFailedException e) {
            if (!(e.getCause() instanceof RecordTooLargeException) || letter.value().length == 0) {
                throw e;
            }
            return writtenOrCut(key, letter.withoutValue());
        }
    }

    /** Writes a null: the topic's record of this key is resolved. */
    public RecordMetadata erase(Topic topic, String key) throws InterruptedException, WriteFailedException {
        return await(topic, send(topic, key, null, List.of()));
    }

    /** Writes a value under a key that is not the leader's. */
    public RecordMetadata writeState(StateKey key, Object value) throws InterruptedException, WriteFailedException {
        return state(key, EventJson.write(value), List.of());
    }

    /** Writes a null likewise. */
    public RecordMetadata eraseState(StateKey key) throws InterruptedException, WriteFailedException {
        return state(key, null, List.of());
    }

    /** Writes a value for the next leader, as the leader with that epoch. */
    public RecordMetadata writeState(long epoch, StateKey key, Object value)
            throws InterruptedException, WriteFailedException {
        return state(key, EventJson.write(value), List.of(LeaderEpoch.header(epoch)));
    }

    /** Writes a null likewise. */
    public RecordMetadata eraseState(long epoch, StateKey key) throws InterruptedException, WriteFailedException {
        return state(key, null, List.of(LeaderEpoch.header(epoch)));
    }

    /**
     * Fails in tests rather than in a cluster: without an epoch, a former leader could overwrite what its successor
     * wrote.
     */
    private RecordMetadata state(StateKey key, byte[] value, List<Header> headers)
            throws InterruptedException, WriteFailedException {
        boolean byLeader = !headers.isEmpty();
        if (byLeader != (key.writer() == StateKey.Writer.LEADER)) {
            throw new IllegalArgumentException("state %s is written by %s".formatted(key, key.writer()));
        }
        return await(Topic.STATE, send(Topic.STATE, key.text(), value, headers));
    }

    /** Sends a record; the future completes when Kafka has it, or with the reason why not. */
    public CompletableFuture<RecordMetadata> send(Topic topic, String key, byte[] value, List<Header> headers) {
        return producer.send(new ProducerRecord<>(names.of(topic), null, key, value, headers));
    }

    /** Waits until Kafka has a record that was sent. */
    public static RecordMetadata await(Topic topic, CompletableFuture<RecordMetadata> acknowledged)
            throws InterruptedException, WriteFailedException {
        try {
            return acknowledged.get();
        } catch (ExecutionException e) {
            throw WriteFailedException.because(topic, e.getCause());
        }
    }

    @PreDestroy
    public void close() {
        journal.close();
        producer.close();
    }
}
