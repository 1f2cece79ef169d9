package io.photosync.sync;

import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.OwnedRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Queues pending retries of the owned partitions when they are due. Retries are state, not a queue: nothing is
 * consumed.
 */
final class DueRetries {
    /** The others stay in the ledger, which packs them: after an outage 100,000 may be due at the same moment. */
    private static final int QUEUED_AT_MOST = 500;

    private final Ledger ledger;
    private final ReadyPartitions partitions;
    private final TaskScheduler scheduler;
    private final Clock clock;

    DueRetries(Ledger ledger, ReadyPartitions partitions, TaskScheduler scheduler, Clock clock) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        int room = QUEUED_AT_MOST - scheduler.waiting(TaskSource.RETRY);
        if (room <= 0) {
            return;
        }
        for (OwnedRetry owned : ledger.retries().due(now, room, this::mayRun)) {
            // Read again: an attempt that just ended has rewritten or resolved it before the user was out of flight.
            ledger.of(owned.userId())
                    .retry()
                    .filter(retry -> !retry.dueAt().isAfter(now))
                    .ifPresent(retry -> scheduler.add(task(owned, retry)));
        }
    }

    private boolean mayRun(String userId, int partition) {
        return partitions.ready(partition) && !scheduler.hasTask(userId);
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
