package io.photosync.event;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Sees to the topics at start. A broker that is away delays the work, not the process: the webhook must answer its 503 all the
 * same. Topics that are not as we need them end the process: to go on would lose the order of one user.
 */
@ApplicationScoped
public class TopicsAtStart {
    private static final Logger LOG = Logger.getLogger(TopicsAtStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** How long the start waits for the broker's answer, so that a mismatch is seen at once where it can be. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicSetup setup;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private Thread retrying;

    public TopicsAtStart(KafkaClients clients, TopicSettings settings) {
        this.clients = clients;
        this.setup = new TopicSetup(settings);
    }

    /** Ends when the topics are there and as they should be. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    void start(@Observes @Priority(10) StartupEvent event) throws InterruptedException {
        retrying = Thread.ofVirtual().name("topics-at-start").start(this::untilReady);
        try {
            ready.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("Kafka does not answer yet; the webhook answers, the work waits");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (retrying != null) {
            retrying.interrupt();
        }
    }

    private void untilReady() {
        boolean late = false;
        try (Admin admin = clients.admin()) {
            while (!ready.isDone()) {
                try {
                    setup.ensure(admin);
                    ready.complete(null);
                } catch (ExecutionException e) {
                    LOG.warnf("topics cannot be checked: %s", e.getCause().getMessage());
                    late = true;
                    Thread.sleep(PAUSE);
                }
            }
        } catch (TopicSetup.TopicMismatch e) {
            ready.completeExceptionally(e);
            LOG.fatal(e.getMessage());
            if (late) {
                Quarkus.asyncExit(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
