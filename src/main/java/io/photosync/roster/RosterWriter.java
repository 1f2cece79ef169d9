package io.photosync.roster;

import io.photosync.event.EventJson;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Changes entries of the roster. Several duties know something of a person, so each changes its own part of the entry as it is at
 * that moment, one after another.
 */
@ApplicationScoped
public class RosterWriter {
    private final Ledger ledger;
    private final TopicWriter writer;
    private final ReentrantLock changing = new ReentrantLock();
    /** Entries that the ledger does not have yet. */
    private final Map<String, Optional<RosterEntry>> ahead = new HashMap<>();

    private final List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();

    public RosterWriter(Ledger ledger, TopicWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    /**
     * Hands the changed entry to Kafka where it is another one; {@link #flush} tells whether it got there.
     *
     * @param change from the entry as it is, which may be absent; absent again: nothing is to be written
     * @return ends when Kafka has it, or with the reason why not; empty when nothing was to be written
     */
    public Optional<CompletableFuture<RecordMetadata>> change(
            String userId, Function<Optional<RosterEntry>, Optional<RosterEntry>> change) {
        changing.lock();
        try {
            Optional<RosterEntry> before = ahead.containsKey(userId)
                    ? ahead.get(userId)
                    : Optional.ofNullable(ledger.roster().get(userId));
            Optional<RosterEntry> after = change.apply(before);
            return after.isEmpty() || after.equals(before)
                    ? Optional.empty()
                    : Optional.of(send(userId, after, EventJson.write(after.get())));
        } finally {
            changing.unlock();
        }
    }

    /** Nothing is kept of that person any more; {@link #flush} tells whether Kafka knows. */
    void forget(String userId) {
        changing.lock();
        try {
            send(userId, Optional.empty(), null);
        } finally {
            changing.unlock();
        }
    }

    private CompletableFuture<RecordMetadata> send(String userId, Optional<RosterEntry> after, byte[] value) {
        CompletableFuture<RecordMetadata> acknowledged = writer.send(Topic.ROSTER, userId, value, List.of());
        ahead.put(userId, after);
        sent.add(acknowledged);
        return acknowledged;
    }

    /**
     * Waits until Kafka has all changes so far and the ledger as well.
     *
     * @throws NotWritten when some are not there; whoever made them makes them again
     */
    public void flush() throws WriteFailedException, InterruptedException {
        changing.lockInterruptibly();
        try {
            Map<Integer, RecordMetadata> last = new HashMap<>();
            for (CompletableFuture<RecordMetadata> one : sent) {
                RecordMetadata written = one.get();
                last.merge(written.partition(), written, (a, b) -> a.offset() > b.offset() ? a : b);
            }
            for (RecordMetadata written : last.values()) {
                ledger.awaitFolded(written);
            }
        } catch (ExecutionException e) {
            throw WriteFailedException.because(Topic.ROSTER, e.getCause());
        } finally {
            ahead.clear();
            sent.clear();
            changing.unlock();
        }
    }
}
