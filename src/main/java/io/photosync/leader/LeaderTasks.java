package io.photosync.leader;

import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts all enabled leader tasks with a term, and stops them with it. */
@ApplicationScoped
class LeaderTasks {
    private static final Logger LOG = Logger.getLogger(LeaderTasks.class);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Instance<LeaderTask> tasks;
    private final List<Thread> threads = new ArrayList<>();

    LeaderTasks(Instance<LeaderTask> tasks) {
        this.tasks = tasks;
    }

    void start(LeaderTerm leaderTerm) {
        for (LeaderTask leaderTask : tasks) {
            if (leaderTask.enabled()) {
                threads.add(
                        Thread.ofVirtual().name(leaderTask.name()).start(() -> runUntilOver(leaderTask, leaderTerm)));
            }
        }
    }

    /** Waits a while for them, so that their last record precedes the next leader's first. */
    void stop() {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    LOG.warnf("leader task did not stop in time task=%s", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    private static void runUntilOver(LeaderTask leaderTask, LeaderTerm leaderTerm) {
        try {
            while (!leaderTerm.over() && !leaderTerm.succeeded()) {
                runOnce(leaderTask, leaderTerm);
                Thread.sleep(RESTART_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runOnce(LeaderTask leaderTask, LeaderTerm leaderTerm) throws InterruptedException {
        try {
            leaderTask.run(leaderTerm);
        } catch (InterruptedException e) {
            if (leaderTerm.over()
                    || leaderTerm.succeeded()
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warnf(e, "leader task interrupted within its term, restarting task=%s", leaderTask.name());
        } catch (WriteFailedException e) {
            LOG.warnf("leader task waits for Kafka task=%s: %s", leaderTask.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // A defect must not end a task for good.
            LOG.errorf(e, "leader task failed, restarting task=%s", leaderTask.name());
        }
    }
}
