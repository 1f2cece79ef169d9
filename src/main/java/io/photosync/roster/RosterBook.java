package io.photosync.roster;

import io.photosync.event.EventJson;
import io.photosync.event.RosterEntry;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
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
public class RosterBook {
    private final Ledger ledger;
    private final TopicWriter writer;
    private final ReentrantLock changing = new ReentrantLock();
    /** Entries that the ledger does not have yet. */
    private final Map<String, RosterEntry> ahead = new HashMap<>();

    private final List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();

    public RosterBook(Ledger ledger, TopicWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    /**
     * Hands the changed entry to Kafka where it is another one; {@link #flush} tells whether it got there.
     *
     * @param change from the entry as it is, which may be absent; absent again: nothing is to be written
     */
    public void change(String userId, Function<Optional<RosterEntry>, Optional<RosterEntry>> change) {
        changing.lock();
        try {
            Optional<RosterEntry> before = Optional.ofNullable(ahead.get(userId))
                    .or(() -> Optional.ofNullable(ledger.roster().get(userId)));
            Optional<RosterEntry> after = change.apply(before);
            if (after.isPresent() && !after.equals(before)) {
                ahead.put(userId, after.get());
                sent.add(writer.send(Topic.ROSTER, userId, EventJson.write(after.get()), List.of()));
            }
        } finally {
            changing.unlock();
        }
    }

    /**
     * Waits until Kafka has all changes so far and the ledger as well.
     *
     * @throws NotWritten when some are not there; whoever made them makes them again
     */
    public void flush() throws NotWritten, InterruptedException {
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
            throw NotWritten.because(Topic.ROSTER, e.getCause());
        } finally {
            ahead.clear();
            sent.clear();
            changing.unlock();
        }
    }
}
