package io.photosync.sync;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** One membership in the consumer group, from joining to leaving, with all that is in hand meanwhile. */
final class LaneSession {
    private static final Duration LOOK_FOR_RETRIES = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(1);

    private final TaskScheduler taskScheduler;
    private final PartitionOwnership partitionOwnership;
    private final LaneConsumer consumer;
    private final DueRetries retries;
    private final RetriesGivenUp unreadableRetries;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;

    /** What a membership needs of the rest of the house. */
    record Needs(
            KafkaClients clients,
            Ledger ledger,
            TopicWriter writer,
            TaskScheduler.Work work,
            Admission admission,
            IntConsumer ownedChanged,
            int usersAtOnce,
            Clock clock) {}

    LaneSession(Needs needs) {
        this.clock = needs.clock();
        this.partitionOwnership = new PartitionOwnership(needs.ledger(), needs.ownedChanged());
        this.taskScheduler = new TaskScheduler(
                needs.usersAtOnce(), REST, needs.work(), needs.admission(), partitionOwnership::ready);
        UnreadableRecords unreadable = new UnreadableRecords(needs.writer(), clock);
        try {
            this.consumer = new LaneConsumer(needs.clients(), taskScheduler, unreadable, partitionOwnership);
        } catch (RuntimeException e) {
            // A consumer cannot be made while Kafka's name is not known, and is tried for again and again.
            unreadable.close();
            throw e;
        }
        this.retries = new DueRetries(needs.ledger(), partitionOwnership, taskScheduler, clock);
        this.unreadableRetries = new RetriesGivenUp(needs.ledger(), needs.writer(), partitionOwnership, unreadable);
    }

    void turn() {
        consumer.turn();
        Instant now = clock.instant();
        if (now.isAfter(nextLook)) {
            nextLook = now.plus(LOOK_FOR_RETRIES);
            retries.run();
            unreadableRetries.run();
        }
    }

    void close() throws InterruptedException {
        consumer.close();
    }

    LaneState state(Optional<Instant> oldestInHand, Instant finishedAt) {
        return new LaneState(
                Map.of(
                        TaskSource.LIVE, consumer.open(Topic.PHOTO_UPDATED),
                        TaskSource.RETRY, (long) taskScheduler.waiting(TaskSource.RETRY),
                        TaskSource.BULK, consumer.open(Topic.PHOTO_UPDATED_BULK)),
                taskScheduler.inHand(),
                partitionOwnership.catchingUp(),
                oldestInHand,
                finishedAt,
                clock.instant());
    }
}
