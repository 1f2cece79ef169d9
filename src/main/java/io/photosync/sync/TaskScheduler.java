package io.photosync.sync;

import io.photosync.event.RecordPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Hands waiting users to virtual threads, at most so many at once, and keeps account of the records that are done with. Whoever
 * frees a place fills it at once.
 */
final class TaskScheduler {
    private static final Logger LOG = Logger.getLogger(TaskScheduler.class);

    /** Carries a task out. */
    interface Work {
        /** @return whether the task is done with; otherwise it waits again */
        boolean carryOut(Task task) throws InterruptedException;
    }

    /** One place in so many is kept for the live lane, or those who wait for the budget would hold them all. */
    private static final int KEPT_FOR_LIVE = 8;

    /** How long an interrupted attempt may take to notice. */
    private static final Duration LETTING_GO = Duration.ofSeconds(1);

    private final int atMost;
    private final Duration rest;
    private final Work work;
    private final Admission admission;
    private final IntPredicate partitionReady;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition placeFreed = lock.newCondition();
    private final Condition leaving = lock.newCondition();
    private final Map<String, Thread> atWork = new HashMap<>();
    private final TaskQueue room = new TaskQueue();
    private final OffsetTracker offsetTracker = new OffsetTracker();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sync-", 0).factory());
    private boolean stopped;

    /**
     * @param rest how long a task that was not carried out keeps its place: what hindered it hinders the next one too
     * @param admission whose work may begin now
     * @param partitionReady whether the users of that partition may be worked on
     */
    TaskScheduler(int atMost, Duration rest, Work work, Admission admission, IntPredicate partitionReady) {
        this.atMost = atMost;
        this.rest = rest;
        this.work = work;
        this.admission = admission;
        this.partitionReady = partitionReady;
    }

    /** Takes in a record's task; the record is not done with before the task is. */
    void add(Task task) {
        lock.lock();
        try {
            task.covers()
                    .forEach(recordPosition -> offsetTracker.began(partition(recordPosition), recordPosition.offset()));
            room.add(task);
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of a record that is no task; it is done with when it is {@link #finished}. */
    void began(RecordPosition recordPosition) {
        lock.lock();
        try {
            offsetTracker.began(partition(recordPosition), recordPosition.offset());
        } finally {
            lock.unlock();
        }
    }

    void finished(RecordPosition recordPosition) {
        lock.lock();
        try {
            offsetTracker.finished(partition(recordPosition), recordPosition.offset());
        } finally {
            lock.unlock();
        }
    }

    boolean knows(String userId) {
        lock.lock();
        try {
            return room.knows(userId);
        } finally {
            lock.unlock();
        }
    }

    /** Fills free places; called whenever something may have changed. */
    void fill() {
        lock.lock();
        try {
            while (!stopped && room.inHand() < atMost) {
                Optional<Task> next = next();
                if (next.isEmpty()) {
                    return;
                }
                handOut(next.get());
            }
        } finally {
            lock.unlock();
        }
    }

    /** A task that could not be handed out waits again: in hand of nobody, its user would never be synced. */
    private void handOut(Task task) {
        try {
            admission.handedOut(task);
            threads.execute(() -> run(task));
        } catch (RuntimeException e) {
            room.giveBack(task);
            throw e;
        }
    }

    private Optional<Task> next() {
        Predicate<Task> ready = task -> partitionReady.test(task.partition());
        Optional<Task> preferred = room.next(this::mayBegin, ready.and(admission::prefers));
        return preferred.isPresent() ? preferred : room.next(this::mayBegin, ready);
    }

    private boolean mayBegin(TaskSource lane) {
        return admission.open(lane) && (lane == TaskSource.LIVE || room.inHand() < atMost - atMost / KEPT_FOR_LIVE);
    }

    private void run(Task task) {
        boolean done = false;
        try {
            begin(task);
            done = carriedOut(task);
            if (!done) {
                rest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(task, done);
        }
        fill();
    }

    /** @throws InterruptedException when the partition was given away since the task was handed out */
    private void begin(Task task) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!partitionReady.test(task.partition())) {
                throw new InterruptedException();
            }
            atWork.put(task.userId(), Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private boolean carriedOut(Task task) throws InterruptedException {
        try {
            return work.carryOut(task);
        } catch (RuntimeException e) {
            LOG.errorf(e, "sync gave up unexpectedly user=%s; it waits again", task.userId());
            return false;
        }
    }

    private void rest() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = rest.toNanos();
            while (!stopped && nanos > 0) {
                nanos = leaving.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Task task, boolean done) {
        lock.lock();
        try {
            atWork.remove(task.userId());
            if (done) {
                room.done(task);
                task.covers()
                        .forEach(recordPosition ->
                                offsetTracker.finished(partition(recordPosition), recordPosition.offset()));
            } else if (partitionReady.test(task.partition())) {
                room.giveBack(task);
            } else {
                // The partition has another owner, who reads the record again, or had: then we read it again ourselves.
                room.letGo(task);
            }
            placeFreed.signalAll();
            // Last: whatever comes of it, the user is let go.
            admission.handedBack(task);
        } finally {
            lock.unlock();
        }
    }

    /** What can be committed now. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        lock.lock();
        try {
            return offsetTracker.committable();
        } finally {
            lock.unlock();
        }
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> done) {
        lock.lock();
        try {
            offsetTracker.committed(done);
        } finally {
            lock.unlock();
        }
    }

    /** Records of that partition that are not done with. */
    int open(TopicPartition partition) {
        lock.lock();
        try {
            return offsetTracker.open(partition);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins nothing more for those partitions, waits a while for what is in hand and interrupts what is still not done: the next
     * owner will do it, and must not be overwritten by an attempt that read the photo earlier.
     */
    void drain(Set<Integer> partitions, Duration patience) {
        Predicate<Task> leaving = task -> partitions.contains(task.partition());
        lock.lock();
        try {
            room.leave(leaving);
            await(leaving, patience);
            interruptAll(leaving);
            await(leaving, LETTING_GO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts what is in hand of those partitions, now and without waiting for it: somebody else has them already. */
    void interrupt(Set<Integer> partitions) {
        lock.lock();
        try {
            interruptAll(task -> partitions.contains(task.partition()));
        } finally {
            lock.unlock();
        }
    }

    private void interruptAll(Predicate<Task> which) {
        room.inHand(which)
                .forEach(task -> Optional.ofNullable(atWork.get(task.userId())).ifPresent(Thread::interrupt));
    }

    private void await(Predicate<Task> leaving, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        while (nanos > 0 && !room.inHand(leaving).isEmpty()) {
            nanos = placeFreed.awaitNanos(nanos);
            room.leave(leaving);
        }
    }

    void forget(Set<TopicPartition> gone) {
        lock.lock();
        try {
            Set<Integer> partitions =
                    gone.stream().map(TopicPartition::partition).collect(Collectors.toSet());
            room.leave(task -> partitions.contains(task.partition()));
            offsetTracker.forget(gone);
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing more at all. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            leaving.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts what is still in hand and waits for it to let go. */
    void abandon(Duration patience) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    int inHand() {
        lock.lock();
        try {
            return room.inHand();
        } finally {
            lock.unlock();
        }
    }

    int waiting(TaskSource lane) {
        lock.lock();
        try {
            return room.waiting(lane);
        } finally {
            lock.unlock();
        }
    }

    private static TopicPartition partition(RecordPosition recordPosition) {
        return new TopicPartition(recordPosition.topic(), recordPosition.partition());
    }
}
