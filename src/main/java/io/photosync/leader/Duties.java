package io.photosync.leader;

import io.photosync.event.TopicWriter.NotWritten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Begins all duties with a term, and ends them with it. */
@ApplicationScoped
class Duties {
    private static final Logger LOG = Logger.getLogger(Duties.class);
    private static final Duration BEFORE_ANEW = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Instance<Duty> duties;
    private final List<Thread> threads = new ArrayList<>();

    Duties(Instance<Duty> duties) {
        this.duties = duties;
    }

    void begin(Term term) {
        for (Duty duty : duties) {
            threads.add(Thread.ofVirtual().name(duty.name()).start(() -> untilOver(duty, term)));
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

    private static void untilOver(Duty duty, Term term) {
        try {
            while (!term.over() && !term.succeeded()) {
                once(duty, term);
                Thread.sleep(BEFORE_ANEW);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void once(Duty duty, Term term) throws InterruptedException {
        try {
            duty.run(term);
        } catch (InterruptedException e) {
            if (term.over() || term.succeeded() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warnf(e, "%s was interrupted though its term is not over, and begins anew", duty.name());
        } catch (NotWritten e) {
            LOG.warnf("%s waits for Kafka: %s", duty.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // A defect of ours must not end a duty for good.
            LOG.errorf(e, "%s broke off and begins anew", duty.name());
        }
    }
}
