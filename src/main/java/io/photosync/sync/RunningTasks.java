package io.photosync.sync;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The virtual threads of the tasks in flight. Thread-safe, with a lock of its own: no thread is interrupted for a task
 * that it is not working on.
 */
final class RunningTasks {
    private final ReadyPartitions partitions;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sync-", 0).factory());
    private final Map<Thread, Task> tasks = new HashMap<>();

    RunningTasks(ReadyPartitions partitions) {
        this.partitions = partitions;
    }

    /** Runs a task's work on a thread of its own, between {@link #begin} and {@link #end}. */
    void start(Runnable work) {
        threads.execute(work);
    }

    /**
     * From now on the calling thread can be interrupted for the task.
     *
     * @throws InterruptedException when the partition was revoked since the task was started, or all tasks are
     *     abandoned
     */
    synchronized void begin(Task task) throws InterruptedException {
        if (Thread.interrupted() || !partitions.ready(task.partition())) {
            throw new InterruptedException();
        }
        tasks.put(Thread.currentThread(), task);
    }

    /** The calling thread is done with its task; it may not have begun it. */
    synchronized void end() {
        tasks.remove(Thread.currentThread());
    }

    /** Does not wait for the threads. */
    synchronized void interrupt(Predicate<Task> which) {
        tasks.forEach((thread, task) -> {
            if (which.test(task)) {
                thread.interrupt();
            }
        });
    }

    /** Interrupts all threads and waits for them to end; no task can be started any more. */
    void abandon(Duration patience) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
