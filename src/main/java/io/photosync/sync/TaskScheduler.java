package io.photosync.sync;

import io.photosync.sync.TaskRunner.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs queued tasks on virtual threads, up to {@code atMost} concurrently. Each thread that becomes free starts the
 * next task itself, without waiting for the consumer's next poll. Thread-safe: one lock guards the queue.
 */
final class TaskScheduler {
    private static final Logger LOG = Logger.getLogger(TaskScheduler.class);

    /** One slot in so many is kept for the live lane, or tasks that wait for a permit would occupy them all. */
    private static final int KEPT_FOR_LIVE = 8;

    /** How long an interrupted attempt may take to notice. */
    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(1);

    private final int atMost;
    private final Duration pause;
    private final TaskRunner runner;
    private final Admission admission;
    private final ReadyPartitions partitions;
    /** Shared with the consumer, which commits. */
    private final OffsetTracker offsets;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition slotFreed = lock.newCondition();
    private final TaskQueue queue = new TaskQueue();
    private final RunningTasks running;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * How many tasks run concurrently, and how long one that stays pending keeps its slot: the next would meet the same
     * cause.
     */
    record Limits(int atMost, Duration pause) {}

    TaskScheduler(
            Limits limits, TaskRunner runner, Admission admission, ReadyPartitions partitions, OffsetTracker offsets) {
        this.atMost = limits.atMost();
        this.pause = limits.pause();
        this.runner = runner;
        this.admission = admission;
        this.partitions = partitions;
        this.offsets = offsets;
        this.running = new RunningTasks(partitions);
    }

    /** Queues a task. Its records are finished when the task is. */
    void add(Task task) {
        lock.lock();
        try {
            task.covers().forEach(offsets::started);
            queue.add(task);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a task of the user is queued or in flight. */
    boolean hasTask(String userId) {
        return locked(() -> queue.contains(userId));
    }

    /** Starts tasks while slots are free; called whenever something may have changed. */
    void fill() {
        lock.lock();
        try {
            while (stopped.getCount() > 0 && queue.inFlight() < atMost) {
                Optional<Task> next = next();
                if (next.isEmpty()) {
                    return;
                }
                start(next.get());
            }
        } finally {
            lock.unlock();
        }
    }

    /** A task that could not be started goes back: in flight on no thread, its user would never be synced. */
    private void start(Task task) {
        try {
            admission.started(task);
            running.start(() -> run(task));
        } catch (RuntimeException e) {
            queue.putBack(task);
            throw e;
        }
    }

    private Optional<Task> next() {
        Predicate<Task> ready = task -> partitions.ready(task.partition());
        Optional<Task> preferred = queue.next(this::mayStart, ready.and(admission::prefers));
        return preferred.isPresent() ? preferred : queue.next(this::mayStart, ready);
    }

    private boolean mayStart(TaskSource source) {
        return admission.open(source)
                && (source == TaskSource.LIVE || queue.inFlight() < atMost - atMost / KEPT_FOR_LIVE);
    }

    private void run(Task task) {
        Result result = Result.PENDING;
        try {
            running.begin(task);
            result = resultOf(task);
            if (result == Result.PENDING) {
                stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(task, result);
        }
        fill();
    }

    private Result resultOf(Task task) throws InterruptedException {
        try {
            return runner.run(task);
        } catch (RuntimeException e) {
            LOG.errorf(e, "sync task failed unexpectedly, queued again user=%s", task.userId());
            return Result.PENDING;
        }
    }

    private void end(Task task, Result result) {
        running.end();
        lock.lock();
        try {
            if (result == Result.FINISHED) {
                // Before the slot is free: a drain commits as soon as nothing is in flight.
                task.covers().forEach(offsets::finished);
                queue.finished(task);
            } else if (partitions.ready(task.partition())) {
                queue.putBack(task);
            } else {
                // The partition was revoked, and its next owner reads the record again.
                queue.drop(task);
            }
            slotFreed.signalAll();
            // Last: whatever comes of it, the user is no longer in flight.
            admission.ended(task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Starts no more tasks of those partitions, waits for those in flight, then interrupts the rest: the next owner
     * runs them, and an attempt that read the photo earlier must not overwrite it.
     */
    void drain(Set<Integer> revoked, Duration patience) {
        Predicate<Task> ofRevoked = task -> revoked.contains(task.partition());
        lock.lock();
        try {
            queue.remove(ofRevoked);
            await(ofRevoked, patience);
            running.interrupt(ofRevoked);
            await(ofRevoked, INTERRUPT_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Interrupts the tasks of those partitions without waiting for them: another replica owns the partitions already.
     */
    void interrupt(Set<Integer> lost) {
        running.interrupt(task -> lost.contains(task.partition()));
    }

    private void await(Predicate<Task> which, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        while (nanos > 0 && !queue.inFlight(which).isEmpty()) {
            nanos = slotFreed.awaitNanos(nanos);
            queue.remove(which);
        }
    }

    /** Removes the queued tasks of those partitions. */
    void forget(Set<Integer> revoked) {
        lock.lock();
        try {
            queue.remove(task -> revoked.contains(task.partition()));
        } finally {
            lock.unlock();
        }
    }

    /** Starts no more tasks at all. */
    void stop() {
        stopped.countDown();
    }

    /** Interrupts the tasks in flight and waits for their threads to end. */
    void abandon(Duration patience) throws InterruptedException {
        running.abandon(patience);
    }

    int inFlight() {
        return locked(() -> queue.inFlight());
    }

    int waiting(TaskSource source) {
        return locked(() -> queue.waiting(source));
    }

    private <T> T locked(Supplier<T> query) {
        lock.lock();
        try {
            return query.get();
        } finally {
            lock.unlock();
        }
    }
}
