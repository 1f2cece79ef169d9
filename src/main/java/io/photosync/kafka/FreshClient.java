package io.photosync.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Distinguishes an unreachable Kafka from failed clients of ours: asks it with a client made for the question. */
@ApplicationScoped
public class FreshClient {
    private static final Logger LOG = Logger.getLogger(FreshClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Several health checks ask every few seconds. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(20);

    private static final Duration HOLDS = ASK_EVERY.multipliedBy(2);

    private final KafkaClients clients;
    private final Clock clock;
    private Instant nextQuestion = Instant.MIN;
    private volatile Instant answeredAt = Instant.MIN;

    public FreshClient(KafkaClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Whether Kafka has answered it lately. Returns immediately: a health check has no second to spare, so the first
     * gets a no.
     */
    public synchronized boolean answered() {
        Instant now = clock.instant();
        if (!now.isBefore(nextQuestion)) {
            nextQuestion = now.plus(ASK_EVERY);
            Thread.ofVirtual().name("fresh-client").start(this::ask);
        }
        return answeredAt.plus(HOLDS).isAfter(now);
    }

    private void ask() {
        try (Admin admin = clients.admin()) {
            admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            answeredAt = clock.instant();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf("no answer to a fresh client: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
