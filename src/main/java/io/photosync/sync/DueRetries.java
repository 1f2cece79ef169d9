package io.photosync.sync;

import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.OwnedRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs the pending retries of our partitions when they are due. They are state, not a queue: nothing is consumed. */
final class DueRetries {
    /** The others keep waiting where they are packed: after an outage 100,000 may be due at the same moment. */
    private static final int IN_LINE_AT_MOST = 500;

    private final Ledger ledger;
    private final PartitionOwnership partitionOwnership;
    private final TaskScheduler taskScheduler;
    private final Clock clock;

    DueRetries(Ledger ledger, PartitionOwnership partitionOwnership, TaskScheduler taskScheduler, Clock clock) {
        this.ledger = ledger;
        this.partitionOwnership = partitionOwnership;
        this.taskScheduler = taskScheduler;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        int room = IN_LINE_AT_MOST - taskScheduler.waiting(TaskSource.RETRY);
        if (room <= 0) {
            return;
        }
        for (OwnedRetry owned : ledger.retries().due(now, room, this::isOurs)) {
            // Read again: an attempt that ended a moment ago has rewritten or resolved it before it let the user go.
            ledger.of(owned.userId())
                    .retry()
                    .filter(retry -> !retry.dueAt().isAfter(now))
                    .ifPresent(retry -> taskScheduler.add(task(owned, retry)));
        }
    }

    private boolean isOurs(String userId, int partition) {
        return partitionOwnership.ready(partition) && !taskScheduler.knows(userId);
    }

    private static Task task(OwnedRetry owned, PendingRetry retry) {
        return new Task(
                owned.userId(),
                owned.partition(),
                TaskSource.RETRY,
                retry.event(),
                retry.origin(),
                retry.attempts(),
                Optional.of(retry.note()).filter(note -> retry.attempts() > 0).map(FailureNote::firstAt),
                retry.event().forced(),
                retry.recheck(),
                List.of());
    }
}
