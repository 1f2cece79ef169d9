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
    private final Ledger ledger;
    private final Ownership ownership;
    private final Dispatcher dispatcher;
    private final Clock clock;

    DueRetries(Ledger ledger, Ownership ownership, Dispatcher dispatcher, Clock clock) {
        this.ledger = ledger;
        this.ownership = ownership;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        for (OwnedRetry owned : ledger.retries()) {
            if (!ownership.ready(owned.partition()) || dispatcher.knows(owned.userId())) {
                continue;
            }
            // Read again: an attempt that ended a moment ago has rewritten or resolved it before it let the user go.
            ledger.of(owned.userId())
                    .retry()
                    .filter(retry -> !retry.dueAt().isAfter(now))
                    .ifPresent(retry -> dispatcher.add(task(owned, retry)));
        }
    }

    private static Task task(OwnedRetry owned, PendingRetry retry) {
        return new Task(
                owned.userId(),
                owned.partition(),
                Lane.RETRY,
                retry.event(),
                retry.origin(),
                retry.attempts(),
                Optional.of(retry.note()).filter(note -> retry.attempts() > 0).map(FailureNote::firstAt),
                retry.event().insists(),
                retry.recheck(),
                List.of());
    }
}
