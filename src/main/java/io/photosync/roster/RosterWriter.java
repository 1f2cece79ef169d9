package io.photosync.roster;

import io.photosync.event.EventJson;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Changes entries of the roster. Several tasks own parts of an entry, so each change is applied to the current entry,
 * one after another. Thread-safe.
 */
@ApplicationScoped
public class RosterWriter {
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final ReentrantLock changing = new ReentrantLock();
    /** Sent entries that the ledger may not have folded yet. */
    private final Map<String, Optional<RosterEntry>> ahead = new HashMap<>();

    private final List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();

    public RosterWriter(Ledger ledger, LedgerWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    /**
     * Sends the changed entry to Kafka if it differs; {@link #flush} waits for the acknowledgement.
     *
     * @param change from the current entry, which may be absent; an absent result writes nothing
     * @return completes when Kafka has acknowledged, or exceptionally with the cause; empty when nothing was written
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

    /** Deletes the user's entry; {@link #flush} waits for the acknowledgement. */
    void forget(String userId) {
        changing.lock();
        try {
            send(userId, Optional.empty(), null);
        } finally {
            changing.unlock();
        }
    }

    private CompletableFuture<RecordMetadata> send(String userId, Optional<RosterEntry> after, byte[] value) {
        CompletableFuture<RecordMetadata> acknowledged = writer.send(Topic.ROSTER, userId, value);
        ahead.put(userId, after);
        sent.add(acknowledged);
        return acknowledged;
    }

    /**
     * Waits until Kafka has acknowledged all changes so far and the ledger has folded them.
     *
     * @throws WriteFailedException when some were not written; the callers must make these changes again
     */
    public void flush() throws WriteFailedException, InterruptedException {
        changing.lockInterruptibly();
        try {
            writer.awaitFolded(Topic.ROSTER, sent);
        } finally {
            ahead.clear();
            sent.clear();
            changing.unlock();
        }
    }
}
