package io.photosync.subscription;

import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
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

/** What stands about the subscription in {@code photosync-state}. Read by all replicas; all but the asking is the leader's to write. */
@ApplicationScoped
public class SubscriptionStore {
    /** Any replica writes here when Graph asks for a reauthorization; the leader compares it with what it answered last. */
    private static final String ASKED = "subscription-asked";

    private static final Logger LOG = Logger.getLogger(SubscriptionStore.class);
    private static final Duration GATHERING = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean closed;

    public SubscriptionStore(Ledger ledger, TopicWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** Whether what stands here is all that was written. */
    boolean complete() {
        return ledger.caughtUp();
    }

    AcceptedClientStates kept() {
        return ledger.state(AcceptedClientStates.KEY, AcceptedClientStates.class)
                .orElse(AcceptedClientStates.NONE);
    }

    SubscriptionRecord note() {
        return ledger.state(SubscriptionRecord.KEY, SubscriptionRecord.class).orElse(SubscriptionRecord.BLANK);
    }

    /** When a reauthorization was asked for last. */
    Optional<Instant> asked() {
        return ledger.state(ASKED, Instant.class);
    }

    /** Passes a call on to the leader, whoever that is by then. However many come at once, one is passed on. Never waits. */
    void ask() {
        if (asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("subscription-asked").start(this::write);
        }
    }

    /** For the term of this replica. */
    ClientStateStore states(LeaderTerm leaderTerm) {
        return new ClientStateStore() {
            @Override
            public AcceptedClientStates kept() {
                return SubscriptionStore.this.kept();
            }

            @Override
            public void keep(AcceptedClientStates states) throws WriteFailedException, InterruptedException {
                leaderTerm.write(AcceptedClientStates.KEY, states);
            }
        };
    }

    /** Until Kafka has it: there may be no second call for days. */
    private void write() {
        try {
            Thread.sleep(GATHERING);
            while (!closed) {
                // Who asks from here on is not part of this record.
                asking.set(false);
                try {
                    writer.write(Topic.STATE, ASKED, clock.instant());
                    return;
                } catch (WriteFailedException e) {
                    LOG.warnf("a call for reauthorization waits for Kafka: %s", e.getMessage());
                }
                asking.set(true);
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
