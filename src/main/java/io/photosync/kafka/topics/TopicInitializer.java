package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.kafka.TopicSettings;
import io.photosync.kafka.topics.TopicProvisioner.NotReady;
import io.photosync.kafka.topics.TopicProvisioner.TopicMismatch;
import io.quarkus.runtime.Quarkus;
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
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Ensures the topics at start. A broker that is away, or whose name does not resolve yet, delays the work, not the
 * process: the webhook must answer its 503 all the same. So does a missing right: it may be granted at any time. Topics
 * that are not as required, had another number of partitions, or are another tenant's, end the process: going on would
 * mix up the records of one user, or lose another tenant's.
 */
@ApplicationScoped
public class TopicInitializer implements StopsInOrder {
    private static final Logger LOG = Logger.getLogger(TopicInitializer.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** How long the start waits for the broker's answer, so that a mismatch is seen immediately where it can be. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A reason for waiting is logged once, and again after this time. */
    private static final Duration SAY_AGAIN = Duration.ofMinutes(10);

    private final KafkaClients clients;
    private final TopicProvisioner setup;
    private final TopicOwnership ownership;
    private final CompletableFuture<Void> present = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String waitsFor = "Kafka has not answered yet";
    private long saidAt;
    private Thread retrying;

    public TopicInitializer(KafkaClients clients, TopicSettings settings, OwnerSettings owner) {
        this.clients = clients;
        this.setup = new TopicProvisioner(settings, clients);
        this.ownership = new TopicOwnership(clients, TopicOwner.of(owner, settings));
    }

    /**
     * Completes when the topics exist and are as required, whoever's they are: what only reads may begin, while their
     * owner is found out.
     */
    public CompletableFuture<Void> present() {
        return present.copy();
    }

    /** Completes when the topics exist, are ours, and are as required. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /** What the topics wait for until they are ready; for messages. */
    public String waitsFor() {
        return waitsFor;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        retrying = Thread.ofVirtual().name("topics-at-start").start(this::untilReady);
    }

    /** Last, so that whatever waits for the topics has been started and works as soon as they are there. */
    void await(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) throws InterruptedException {
        try {
            ready.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("topics not ready, only the webhook answers");
        }
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.SUPPORT;
    }

    @Override
    public void stop() {
        if (retrying != null) {
            retrying.interrupt();
        }
    }

    void untilReady() {
        boolean late = false;
        try {
            while (!tried()) {
                late = true;
                Thread.sleep(PAUSE);
            }
        } catch (TopicMismatch e) {
            present.completeExceptionally(e);
            ready.completeExceptionally(e);
            LOG.fatal(e.getMessage());
            if (late) {
                Quarkus.asyncExit(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether everything is as required */
    private boolean tried() throws TopicMismatch, InterruptedException {
        try (Admin admin = clients.admin()) {
            setup.ensure(admin);
            present.complete(null);
            ownership.claim();
            ready.complete(null);
            return true;
        } catch (NotReady e) {
            say(e.getMessage());
        } catch (ExecutionException e) {
            say(words(e.getCause()));
        } catch (KafkaException | LinkageError e) {
            say(words(e));
        }
        return false;
    }

    /** The client's own message is often its constructor's; the cause says what happened. */
    private String words(Throwable failure) throws TopicMismatch {
        String unreadable = TopicCodecs.refused(failure).orElse(null);
        if (unreadable != null) {
            throw new TopicMismatch(unreadable);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return MissingRight.of(failure).orElseGet(() -> "Kafka cannot be asked for its topics (%s): %s"
                .formatted(clients.address(), cause.getMessage()));
    }

    private void say(String what) {
        boolean again = System.nanoTime() - saidAt > SAY_AGAIN.toNanos();
        if (!what.equals(waitsFor) || again) {
            LOG.warn(what);
            saidAt = System.nanoTime();
        }
        waitsFor = what;
    }
}
