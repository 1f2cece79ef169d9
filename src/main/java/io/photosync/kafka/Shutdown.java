package io.photosync.kafka;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Stops the service's own work stage by stage. Afterwards the container destroys the beans, and with them the clients.
 *
 * <p>Of the pod's 45 s the preStop hook takes 5, the answers under way up to 5, the stages at most 20, and the clients'
 * closes, each of which is bounded, about 10 more where Kafka does not answer.
 */
@ApplicationScoped
class Shutdown {
    private static final Logger LOG = Logger.getLogger(Shutdown.class);
    /**
     * For all stages together. A lane session needs up to 17 s: 11 s for tasks in flight, 6 s to interrupt, commit and
     * leave.
     */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Iterable<StopsInOrder> all;
    private final Duration grace;

    @Inject
    Shutdown(Instance<StopsInOrder> all) {
        this(all, GRACE);
    }

    Shutdown(Iterable<StopsInOrder> all, Duration grace) {
        this.all = all;
        this.grace = grace;
    }

    /** Before any other observer: those may be a library's, and close what the work still needs. */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stop();
    }

    void stop() throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        for (ShutdownStage stage : ShutdownStage.values()) {
            List<StopsInOrder> members = members(stage);
            members.forEach(Shutdown::stop);
            for (StopsInOrder member : members) {
                member.awaitStopped(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        }
    }

    private List<StopsInOrder> members(ShutdownStage stage) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(member -> member.stage() == stage)
                .toList();
    }

    /** One that fails to stop must not keep the others from it. */
    private static void stop(StopsInOrder member) {
        try {
            member.stop();
        } catch (RuntimeException e) {
            LOG.errorf(e, "stop failed stage=%s", member.stage());
        }
    }
}
