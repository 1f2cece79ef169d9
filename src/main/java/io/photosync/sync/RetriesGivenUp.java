package io.photosync.sync;

import io.photosync.event.PendingRetry;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UnreadableRetry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gives up what stands among the pending retries of our partitions and is none. Used by one thread. */
final class RetriesGivenUp {
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Ownership ownership;
    private final UnreadableRecords unreadable;
    /** The places of those that are being written. */
    private final Set<String> begun = new HashSet<>();

    RetriesGivenUp(Ledger ledger, TopicWriter writer, Ownership ownership, UnreadableRecords unreadable) {
        this.ledger = ledger;
        this.writer = writer;
        this.ownership = ownership;
        this.unreadable = unreadable;
    }

    void run() {
        for (UnreadableRetry retry : ledger.unreadableRetries()) {
            if (!unreadable.full() && ownership.ready(retry.partition()) && begun.add(retry.place())) {
                unreadable.giveUp(retry.place(), retry.letter(), () -> replace(retry));
            }
        }
    }

    /** By the retry that stood there before, where there was one: it is still pending. */
    private void replace(UnreadableRetry retry) throws NotWritten, InterruptedException {
        boolean stands = ledger.unreadableRetries().contains(retry);
        if (!stands) {
            return;
        }
        Optional<PendingRetry> before = ledger.of(retry.key()).retry();
        ledger.awaitFolded(
                before.isPresent()
                        ? writer.write(Topic.PHOTO_UPDATED_RETRY, retry.key(), before.get())
                        : writer.erase(Topic.PHOTO_UPDATED_RETRY, retry.key()));
    }
}
