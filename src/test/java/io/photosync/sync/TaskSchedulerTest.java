package io.photosync.sync;

import static io.photosync.sync.Samples.bulk;
import static io.photosync.sync.Samples.live;
import static io.photosync.sync.Samples.partition;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.Topic;
import io.photosync.sync.TaskRunner.Result;
import io.photosync.testkit.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TaskSchedulerTest {
    private static final Duration REST = Duration.ofMillis(200);

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final OffsetTracker offsets = new OffsetTracker();
    private TaskScheduler taskScheduler;

    @AfterEach
    void end() throws InterruptedException {
        taskScheduler.stop();
        taskScheduler.abandon(Patience.LONG);
    }

    @Test
    void a_pending_task_pauses_before_it_is_run_again() {
        AtomicInteger tries = new AtomicInteger();
        long began = System.nanoTime();
        taskScheduler = scheduler(16, task -> result(tries.incrementAndGet() > 3));

        taskScheduler.add(live("ada", 0));
        taskScheduler.fill();

        await().until(() -> taskScheduler.inFlight() == 0 && tries.get() == 4);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(REST.multipliedBy(3));
    }

    @Test
    void a_task_that_fails_unexpectedly_pauses_too_and_is_not_lost() {
        AtomicInteger tries = new AtomicInteger();
        long began = System.nanoTime();
        taskScheduler = scheduler(16, task -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("a fault of ours, on purpose");
            }
            return Result.FINISHED;
        });

        taskScheduler.add(live("ada", 0));
        taskScheduler.fill();

        await().until(() -> !taskScheduler.hasTask("ada"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(REST);
    }

    @Test
    void a_fresh_change_finds_a_place_while_bulk_has_taken_all_it_can() {
        taskScheduler = scheduler(16, this::untilTold);
        for (int user = 0; user < 20; user++) {
            taskScheduler.add(bulk("bulk" + user, user));
        }
        taskScheduler.fill();
        await().until(() -> begun.size() == 14);

        taskScheduler.add(live("ada", 0));
        taskScheduler.fill();

        await().until(() -> begun.contains("ada"));
        assertThat(taskScheduler.waiting(TaskSource.BULK)).isEqualTo(6);
    }

    @Test
    void an_unfinished_task_of_a_partition_that_is_gone_does_not_come_back_with_it() {
        AtomicInteger tries = new AtomicInteger();
        taskScheduler = scheduler(16, task -> {
            tries.incrementAndGet();
            untilTold(task);
            return Result.PENDING;
        });
        taskScheduler.add(live("ada", 0));
        taskScheduler.fill();
        await().until(() -> begun.contains("ada"));

        owned.clear();
        taskScheduler.drain(Set.of(partition("ada")), Duration.ofMillis(50));
        taskScheduler.forget(Set.of(partition("ada")));
        await().until(() -> taskScheduler.inFlight() == 0);
        owned.add(partition("ada"));
        taskScheduler.fill();

        assertThat(taskScheduler.hasTask("ada")).isFalse();
        assertThat(tries).hasValue(1);
    }

    @Test
    void a_task_that_is_not_finished_in_time_when_its_partition_is_revoked_is_interrupted() {
        taskScheduler = scheduler(16, this::untilTold);
        taskScheduler.add(live("ada", 0));
        taskScheduler.fill();
        await().until(() -> begun.contains("ada"));

        owned.clear();
        taskScheduler.drain(Set.of(partition("ada")), Duration.ofMillis(50));

        assertThat(taskScheduler.inFlight()).isZero();
        assertThat(offsets.unfinished(new TopicPartition(Topic.PHOTO_UPDATED.id(), partition("ada"))))
                .isEqualTo(1);
    }

    @Test
    void a_task_in_flight_when_its_partition_is_lost_is_interrupted_at_once_and_others_go_on() {
        taskScheduler = scheduler(16, this::untilTold);
        taskScheduler.add(live("ada", 0));
        taskScheduler.add(live("bob", 0));
        taskScheduler.fill();
        await().until(() -> begun.containsAll(List.of("ada", "bob")));
        assertThat(partition("ada")).isNotEqualTo(partition("bob"));

        owned.remove(partition("ada"));
        taskScheduler.interrupt(Set.of(partition("ada")));

        await().until(() -> !taskScheduler.hasTask("ada"));
        assertThat(taskScheduler.hasTask("bob")).isTrue();
    }

    @Test
    void while_one_user_is_tried_for_all_exactly_one_is_in_flight_and_another_one_each_time() {
        AtomicInteger free = new AtomicInteger(1);
        Set<String> tried = ConcurrentHashMap.newKeySet();
        owned.addAll(List.of(0, 1, 2));
        Admission oneAtATime = new Admission() {
            @Override
            public boolean open(TaskSource source) {
                return free.get() > 0;
            }

            @Override
            public boolean prefers(Task task) {
                return !tried.contains(task.userId());
            }

            @Override
            public void started(Task task) {
                free.decrementAndGet();
                tried.add(task.userId());
            }

            @Override
            public void ended(Task task) {
                free.incrementAndGet();
            }
        };
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        taskScheduler = new TaskScheduler(
                new TaskScheduler.Limits(16, Duration.ofMillis(20)),
                task -> {
                    begun.add(task.userId());
                    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    atOnce.decrementAndGet();
                    return result(begun.size() > 10);
                },
                oneAtATime,
                owned::contains,
                offsets);

        for (int user = 0; user < 10; user++) {
            taskScheduler.add(live("user" + user, user));
        }
        taskScheduler.fill();

        await().until(() -> begun.size() > 10);
        assertThat(mostAtOnce).hasValue(1);
        assertThat(Set.copyOf(begun.subList(0, 10))).hasSize(10);
    }

    @Test
    void a_record_is_finished_when_its_task_is() {
        taskScheduler = scheduler(16, this::untilTold);
        TopicPartition lane = new TopicPartition(Topic.PHOTO_UPDATED.id(), partition("ada"));
        taskScheduler.add(live("ada", 7));
        taskScheduler.fill();
        await().until(() -> begun.contains("ada"));
        assertThat(offsets.committable()).isEqualTo(Map.of(lane, new OffsetAndMetadata(7)));

        mayEnd.countDown();

        await().until(() -> offsets.committable().equals(Map.of(lane, new OffsetAndMetadata(8))));
    }

    private TaskScheduler scheduler(int atMost, TaskRunner runner) {
        owned.addAll(List.of(0, 1, 2));
        return new TaskScheduler(
                new TaskScheduler.Limits(atMost, REST), runner, lane -> true, owned::contains, offsets);
    }

    private static Result result(boolean finished) {
        return finished ? Result.FINISHED : Result.PENDING;
    }

    private Result untilTold(Task task) throws InterruptedException {
        begun.add(task.userId());
        mayEnd.await();
        return Result.FINISHED;
    }
}
