package io.photosync.leader;

import io.photosync.kafka.TopicWriter.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Begins all duties with a term, and ends them with it. */
@ApplicationScoped
class LeaderTasks {
    private static final Logger LOG = Logger.getLogger(LeaderTasks.class);
    private static final Duration BEFORE_ANEW = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Instance<LeaderTask> duties;
    private final List<Thread> threads = new ArrayList<>();

    LeaderTasks(Instance<LeaderTask> duties) {
        this.duties = duties;
    }

    void begin(LeaderTerm leaderTerm) {
        for (LeaderTask leaderTask : duties) {
            threads.add(Thread.ofVirtual().name(leaderTask.name()).start(() -> untilOver(leaderTask, leaderTerm)));
        }
    }

    /** Waits a while for them, so that what they did last comes before the next leader's first. */
    void end() {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    LOG.warnf("%s does not end with the lead", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    private static void untilOver(LeaderTask leaderTask, LeaderTerm leaderTerm) {
        try {
            while (!leaderTerm.over() && !leaderTerm.succeeded()) {
                once(leaderTask, leaderTerm);
                Thread.sleep(BEFORE_ANEW);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void once(LeaderTask leaderTask, LeaderTerm leaderTerm) throws InterruptedException {
        try {
            leaderTask.run(leaderTerm);
        } catch (InterruptedException e) {
            if (leaderTerm.over()
                    || leaderTerm.succeeded()
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warnf(e, "%s was interrupted though its term is not over, and begins anew", leaderTask.name());
        } catch (WriteFailedException e) {
            LOG.warnf("%s waits for Kafka: %s", leaderTask.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // A defect of ours must not end a duty for good.
            LOG.errorf(e, "%s broke off and begins anew", leaderTask.name());
        }
    }
}
