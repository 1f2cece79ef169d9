package io.photosync.ledger;

import io.photosync.event.DeadLetter;
import io.photosync.event.JournalEntry;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes records and returns when this replica's ledger has folded them, so that their writer reads what it wrote.
 * Every wait is bounded: by {@link TopicWriter} until Kafka has a record, by {@link Ledger} until it is folded.
 */
@ApplicationScoped
public class LedgerWriter {
    private final TopicWriter writer;
    private final Ledger ledger;

    public LedgerWriter(TopicWriter writer, Ledger ledger) {
        this.writer = writer;
        this.ledger = ledger;
    }

    /** Writes a photo event into a lane. */
    public void writeEvent(Lane lane, PhotoEvent event) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.writeEvent(lane, event));
    }

    public void write(Topic topic, String key, Object value) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.write(topic, key, value));
    }

    /**
     * Writes a record that nothing may follow unless this replica knows what others wrote.
     *
     * @throws WriteFailedException also when the ledger does not follow the topics
     */
    public void writeFollowed(Topic topic, String key, Object value) throws InterruptedException, WriteFailedException {
        ledger.awaitFollowed(writer.write(topic, key, value));
    }

    public void writeDeadLetter(String key, DeadLetter letter) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.writeDeadLetter(key, letter));
    }

    /** Writes a null: the topic's record of this key is resolved. */
    public void erase(Topic topic, String key) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.erase(topic, key));
    }

    /** Writes a value that is not the leader's. */
    public void write(StateKey key, Object value) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.writeState(key, value));
    }

    /** Erases a value that is not the leader's. */
    public void erase(StateKey key) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.eraseState(key));
    }

    /** Writes a value as the leader with that epoch. */
    public void write(long epoch, StateKey key, Object value) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.writeState(epoch, key, value));
    }

    /** Erases a value as the leader with that epoch. */
    public void erase(long epoch, StateKey key) throws InterruptedException, WriteFailedException {
        ledger.awaitFolded(writer.eraseState(epoch, key));
    }

    /** Adds a decision to the user's history, without waiting for Kafka. */
    public void journal(String userId, JournalEntry entry) {
        writer.journal(userId, entry);
    }

    /**
     * Sends a record that is in no history. The future completes when Kafka has it; {@link #awaitFolded} waits for it.
     *
     * @param value null where the key's record is resolved
     */
    public CompletableFuture<RecordMetadata> send(Topic topic, String key, byte[] value) {
        return writer.send(topic, key, value, List.of());
    }

    /** Sends a photo event into a lane; {@link #awaitFolded} waits for it. */
    public CompletableFuture<RecordMetadata> sendEvent(Lane lane, PhotoEvent event) {
        return writer.sendEvent(lane, event);
    }

    /** Sends a record, which its user's history tells; {@link #awaitFolded} waits for it. */
    public CompletableFuture<RecordMetadata> sendValue(Topic topic, String key, Object value) {
        return writer.sendValue(topic, key, value);
    }

    /**
     * Waits for many records of one topic, each of which is sent when the stream comes to it: none after one that has
     * failed already. While no broker is known each send blocks for 10 s before it fails.
     */
    public void writeAll(Topic topic, Stream<CompletableFuture<RecordMetadata>> sends)
            throws InterruptedException, WriteFailedException {
        List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
        Iterator<CompletableFuture<RecordMetadata>> each = sends.iterator();
        while (each.hasNext()) {
            CompletableFuture<RecordMetadata> one = each.next();
            if (one.isCompletedExceptionally()) {
                TopicWriter.await(topic, one);
            }
            sent.add(one);
        }
        awaitFolded(topic, sent);
    }

    /** Waits for many records of one topic at once. */
    public void awaitFolded(Topic topic, Collection<CompletableFuture<RecordMetadata>> sent)
            throws InterruptedException, WriteFailedException {
        Map<Integer, RecordMetadata> last = new HashMap<>();
        for (CompletableFuture<RecordMetadata> one : sent) {
            RecordMetadata written = TopicWriter.await(topic, one);
            last.merge(written.partition(), written, (a, b) -> a.offset() > b.offset() ? a : b);
        }
        for (RecordMetadata written : last.values()) {
            ledger.awaitFolded(written);
        }
    }
}
