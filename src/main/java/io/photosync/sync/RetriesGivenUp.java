package io.photosync.sync;

import io.photosync.event.PendingRetry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UnreadableRetry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gives up what stands among the pending retries of our partitions and is none. Used by one thread. */
final class RetriesGivenUp {
    private final Ledger ledger;
    private final TopicWriter writer;
    private final PartitionOwnership partitionOwnership;
    private final UnreadableRecords unreadable;
    /** The places of those that are being written. */
    private final Set<String> begun = new HashSet<>();

    RetriesGivenUp(
            Ledger ledger, TopicWriter writer, PartitionOwnership partitionOwnership, UnreadableRecords unreadable) {
        this.ledger = ledger;
        this.writer = writer;
        this.partitionOwnership = partitionOwnership;
        this.unreadable = unreadable;
    }

    void run() {
        for (UnreadableRetry retry : ledger.unreadableRetries()) {
            if (!unreadable.full() && partitionOwnership.ready(retry.partition()) && begun.add(retry.place())) {
                unreadable.giveUp(retry.place(), retry.letter(), () -> replace(retry));
            }
        }
    }

    /** By the retry that stood there before, where there was one: it is still pending. */
    private void replace(UnreadableRetry retry) throws WriteFailedException, InterruptedException {
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
