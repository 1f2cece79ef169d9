package io.photosync.subscription;

import io.photosync.event.EventJson;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.event.UnreadableRecord;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** What stands about the subscription in {@code photosync-state}. Read by all replicas; all but the asking is the leader's to write. */
@ApplicationScoped
public class SubscriptionBook {
    /** Any replica writes here when Graph asks for a reauthorization; the leader compares it with what it answered last. */
    private static final String ASKED = "subscription-asked";

    private static final Logger LOG = Logger.getLogger(SubscriptionBook.class);
    private static final Duration GATHERING = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;
    private final AtomicReference<Reading> reading = new AtomicReference<>(new Reading(null, KeptStates.NONE));
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean closed;

    public SubscriptionBook(Ledger ledger, TopicWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** The last value, so that it is not taken apart for each item of each notification. */
    private record Reading(byte[] value, KeptStates states) {}

    /** Whether what stands here is all that was written. */
    boolean complete() {
        return ledger.caughtUp();
    }

    KeptStates kept() {
        byte[] value = ledger.state(KeptStates.KEY).orElse(null);
        Reading last = reading.get();
        if (last.value() != value) {
            last = new Reading(value, read(KeptStates.KEY, KeptStates.class).orElse(KeptStates.NONE));
            reading.set(last);
        }
        return last.states();
    }

    SubscriptionNote note() {
        return read(SubscriptionNote.KEY, SubscriptionNote.class).orElse(SubscriptionNote.BLANK);
    }

    /** When a reauthorization was asked for last. */
    Optional<Instant> asked() {
        return read(ASKED, Instant.class);
    }

    /** Passes a call on to the leader, whoever that is by then. However many come at once, one is passed on. Never waits. */
    void ask() {
        if (asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("subscription-asked").start(this::write);
        }
    }

    /** For the term of this replica. */
    StateBook states(Term term) {
        return new StateBook() {
            @Override
            public KeptStates kept() {
                return SubscriptionBook.this.kept();
            }

            @Override
            public void keep(KeptStates states) throws NotWritten, InterruptedException {
                term.write(KeptStates.KEY, states);
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
                } catch (NotWritten e) {
                    LOG.warnf("a call for reauthorization waits for Kafka: %s", e.getMessage());
                }
                asking.set(true);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        try {
            Optional<byte[]> value = ledger.state(key);
            return value.isEmpty() ? Optional.empty() : Optional.of(EventJson.read(value.get(), type));
        } catch (UnreadableRecord e) {
            LOG.warnf("state ignored key=%s: %s", key, e.getMessage());
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
