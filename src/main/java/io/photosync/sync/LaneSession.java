package io.photosync.sync;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One membership in the consumer group, from joining to leaving, with its tasks. Used by one thread. */
@Dependent
class LaneSession {
    private static final Duration POLL_RETRIES = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TaskScheduler scheduler;
    private final PartitionOwnership ownership;
    private final LaneConsumer consumer;
    private final DueRetries retries;
    private final UnreadableRetryCleanup unreadableRetries;
    private final Clock clock;
    private Instant nextRetries = Instant.MIN;

    /** More than five parameters, since this one place makes all the parts whose state must not outlive the session. */
    LaneSession(
            KafkaClients clients,
            Ledger ledger,
            TopicWriter writer,
            AttemptRunner runner,
            LaneGate gate,
            SyncSettings settings,
            Clock clock) {
        this.clock = clock;
        this.ownership = new PartitionOwnership(ledger, gate);
        OffsetTracker offsets = new OffsetTracker();
        TaskScheduler.Limits limits = new TaskScheduler.Limits(settings.usersAtOnce(), PAUSE);
        this.scheduler = new TaskScheduler(limits, runner, gate, ownership, offsets);
        UnreadableRecords unreadable = new UnreadableRecords(writer, clock);
        try {
            this.consumer = new LaneConsumer(clients, scheduler, offsets, unreadable, ownership);
        } catch (RuntimeException e) {
            // No consumer can be made while the broker's name does not resolve; the caller tries again.
            unreadable.close();
            throw e;
        }
        this.retries = new DueRetries(ledger, ownership, scheduler, clock);
        this.unreadableRetries =
                new UnreadableRetryCleanup(ledger, new LedgerWriter(writer, ledger), ownership, unreadable);
    }

    void turn() {
        consumer.turn();
        Instant now = clock.instant();
        if (now.isAfter(nextRetries)) {
            nextRetries = now.plus(POLL_RETRIES);
            retries.run();
            unreadableRetries.run();
        }
    }

    void close() throws InterruptedException {
        consumer.close();
    }

    /** @param finishedAt see {@link LaneState#finishedAt()} */
    LaneState state(Optional<Instant> oldestInFlight, Instant finishedAt) {
        return new LaneState(
                Map.of(
                        TaskSource.LIVE, consumer.lag(Topic.PHOTO_UPDATED),
                        TaskSource.RETRY, (long) scheduler.waiting(TaskSource.RETRY),
                        TaskSource.BULK, consumer.lag(Topic.PHOTO_UPDATED_BULK)),
                scheduler.inFlight(),
                ownership.catchingUp(),
                oldestInFlight,
                finishedAt,
                clock.instant());
    }
}
