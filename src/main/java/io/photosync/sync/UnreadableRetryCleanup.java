package io.photosync.sync;

import io.photosync.event.PendingRetry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UnreadableRetry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Dead-letters unreadable records among the pending retries of the owned partitions. Used by one thread. */
final class UnreadableRetryCleanup {
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final ReadyPartitions partitions;
    private final UnreadableRecords unreadable;
    /** Positions of the records whose dead letters are being written. */
    private final Set<String> started = new HashSet<>();

    UnreadableRetryCleanup(
            Ledger ledger, LedgerWriter writer, ReadyPartitions partitions, UnreadableRecords unreadable) {
        this.ledger = ledger;
        this.writer = writer;
        this.partitions = partitions;
        this.unreadable = unreadable;
    }

    void run() {
        for (UnreadableRetry retry : ledger.unreadableRetries()) {
            if (!unreadable.full() && partitions.ready(retry.partition()) && started.add(retry.place())) {
                unreadable.deadLetter(retry.place(), retry.letter(), () -> replace(retry));
            }
        }
    }

    /** Restores the readable retry that was there before, if any: it is still pending. */
    private void replace(UnreadableRetry retry) throws WriteFailedException, InterruptedException {
        boolean current = ledger.unreadableRetries().contains(retry);
        if (!current) {
            return;
        }
        Optional<PendingRetry> before = ledger.of(retry.key()).retry();
        if (before.isPresent()) {
            writer.write(Topic.PHOTO_UPDATED_RETRY, retry.key(), before.get());
        } else {
            writer.erase(Topic.PHOTO_UPDATED_RETRY, retry.key());
        }
    }
}
