package io.photosync.subscription;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Subscription state in {@code photosync-state}. Read by all replicas; written only by the leader, except requests for
 * reauthorization.
 */
@ApplicationScoped
public class SubscriptionStore {
    private static final Logger LOG = Logger.getLogger(SubscriptionStore.class);
    private static final Duration GATHER_TIME = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;
    private final AtomicBoolean requesting = new AtomicBoolean();
    private volatile boolean closed;

    public SubscriptionStore(Ledger ledger, TopicWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** Whether the ledger has folded all that was written. */
    boolean complete() {
        return ledger.caughtUp();
    }

    AcceptedClientStates kept() {
        return ledger.state(StateKey.CLIENT_STATES, AcceptedClientStates.class).orElse(AcceptedClientStates.NONE);
    }

    SubscriptionRecord current() {
        return ledger.state(StateKey.SUBSCRIPTION, SubscriptionRecord.class).orElse(SubscriptionRecord.BLANK);
    }

    /**
     * Time of Graph's last request for reauthorization, to any replica; the leader compares it with the one it
     * processed last.
     */
    Optional<Instant> requestedAt() {
        return ledger.state(StateKey.SUBSCRIPTION_ASKED, Instant.class);
    }

    /**
     * Passes Graph's request on to the leader, whichever replica leads by then. Simultaneous requests are merged into
     * one. Never blocks.
     */
    void requestReauthorization() {
        if (requesting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("subscription-asked").start(this::write);
        }
    }

    /** Storage of client states for this replica's term. */
    ClientStateStore states(LeaderTerm leaderTerm) {
        return new ClientStateStore() {
            @Override
            public AcceptedClientStates kept() {
                return SubscriptionStore.this.kept();
            }

            @Override
            public void keep(AcceptedClientStates states) throws WriteFailedException, InterruptedException {
                leaderTerm.write(StateKey.CLIENT_STATES, states);
            }
        };
    }

    /** Retries until Kafka has acknowledged the record: Graph may not repeat its request for days. */
    private void write() {
        try {
            Thread.sleep(GATHER_TIME);
            while (!closed) {
                // Requests from here on are not part of this record.
                requesting.set(false);
                try {
                    writer.writeState(StateKey.SUBSCRIPTION_ASKED, clock.instant());
                    return;
                } catch (WriteFailedException e) {
                    LOG.warnf("request for reauthorization not written, retrying: %s", e.getMessage());
                }
                requesting.set(true);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
