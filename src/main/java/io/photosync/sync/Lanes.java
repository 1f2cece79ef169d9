package io.photosync.sync;

import io.photosync.event.TopicsAtStart;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Keeps this process a member of the group that works on the lanes, from start to end. */
@ApplicationScoped
public class Lanes {
    private static final Logger LOG = Logger.getLogger(Lanes.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final TopicsAtStart topics;
    private final Membership.Needs needs;
    private final Attempts attempts;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile LaneState state;
    /** When there was last nothing to do, or a known reason not to do it. */
    private Instant excusedAt = Instant.MIN;

    private Thread thread;

    Lanes(TopicsAtStart topics, Membership.Needs needs, Attempts attempts, Clock clock) {
        this.topics = topics;
        this.needs = needs;
        this.attempts = attempts;
        this.clock = clock;
        this.state = LaneState.beginning(clock.instant());
    }

    /** How the lanes stood at the consumer's last turn. */
    public LaneState state() {
        return state;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("lanes").daemon().start(this::run);
    }

    /** First of all that stops: what is in hand still needs its clients. */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        attempts.stopping();
        if (thread != null) {
            thread.join(GRACE);
        }
    }

    private void run() {
        try {
            topics.ready().join();
        } catch (CompletionException e) {
            return; // The process is on its way out, and has said why.
        }
        while (!stopping) {
            try {
                Membership membership = new Membership(needs);
                try {
                    work(membership);
                } finally {
                    membership.close();
                }
            } catch (InterruptedException e) {
                return;
            } catch (KafkaException e) {
                LOG.errorf(e, "the lanes broke off and begin anew");
                pause();
            }
        }
    }

    private void work(Membership membership) throws InterruptedException {
        while (!stopping) {
            membership.turn();
            state = membership.state(attempts.oldestStart(), latest(attempts.finishedAt(), excusedAt));
            if (Stream.of(Lane.values()).noneMatch(this::shouldBeWorking)) {
                excusedAt = clock.instant();
            }
        }
    }

    private boolean shouldBeWorking(Lane lane) {
        return state.workIn(lane) > 0 && needs.admission().open(lane);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
