package io.photosync.sync;

import static io.photosync.sync.Samples.live;
import static io.photosync.sync.Samples.partition;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.sync.TaskRunner.Result;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the consumer does when Kafka takes its partitions away; no broker is needed for that. */
@Timeout(120)
class LaneConsumerTest {
    private static final TopicPartition LOST = new TopicPartition(Topic.PHOTO_UPDATED.id(), partition("ada"));

    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final OffsetTracker offsets = new OffsetTracker();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicReference<Throwable> ended = new AtomicReference<>();

    @Test
    void work_on_partitions_that_were_lost_is_interrupted_at_once_and_not_waited_for() throws InterruptedException {
        // Given
        owned.add(LOST.partition());
        TaskScheduler taskScheduler = new TaskScheduler(
                new TaskScheduler.Limits(16, Duration.ofSeconds(1)),
                this::untilInterrupted,
                lane -> true,
                owned::contains,
                offsets);
        LaneConsumer lanes = new LaneConsumer(
                new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")),
                taskScheduler,
                offsets,
                new UnreadableRecords(null, Clock.systemUTC()),
                new PartitionOwnership(null, partitions -> owned.clear()));
        taskScheduler.add(live("ada", 0));
        taskScheduler.fill();
        begun.await();

        // When
        lanes.onPartitionsLost(List.of(LOST));

        // Then: it goes on, though it was told
        assertThat(taskScheduler.hasTask("ada")).isTrue();
        await().until(() -> ended.get() instanceof InterruptedException);
        mayEnd.countDown();
        await().until(() -> !taskScheduler.hasTask("ada"));
        lanes.close();
    }

    private Result untilInterrupted(Task task) throws InterruptedException {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            return Result.FINISHED;
        } catch (InterruptedException e) {
            ended.set(e);
            mayEnd.await();
            throw e;
        }
    }
}
