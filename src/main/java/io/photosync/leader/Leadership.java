package io.photosync.leader;

import io.photosync.event.EventJson;
import io.photosync.event.KafkaClients;
import io.photosync.event.Leader;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.event.TopicsAtStart;
import io.photosync.event.UnreadableRecord;
import io.photosync.ledger.Ledger;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Stands for election as long as the process runs, and begins and ends the terms of this replica. */
@ApplicationScoped
public class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicsAtStart topics;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Duties duties;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicReference<Term> term = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile Thread thread;

    Leadership(
            KafkaClients clients, TopicsAtStart topics, Ledger ledger, TopicWriter writer, Duties duties, Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.ledger = ledger;
        this.writer = writer;
        this.duties = duties;
        this.clock = clock;
    }

    /** Whether this replica leads now. */
    public boolean leads() {
        return term.get() != null;
    }

    /** Which replica led last, as far as is known here; empty before the first. */
    public Optional<Leader> leader() {
        return known(ledger);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("leader").daemon().start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping = true;
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
            try (Candidate candidate = new Candidate(clients, this::resign, clock)) {
                while (!stopping) {
                    turn(candidate);
                }
            } catch (KafkaException e) {
                LOG.errorf(e, "the election broke off and begins anew");
                pause();
            } catch (InterruptedException e) {
                return;
            } finally {
                resign();
            }
        }
    }

    private void turn(Candidate candidate) throws InterruptedException {
        boolean chosen = candidate.turn();
        if (!chosen) {
            resign();
        } else if (succeeded()) {
            // Whoever is chosen begins anew, above that epoch: what a lower one writes nobody reads.
            LOG.warnf(
                    "another replica has led since: epoch=%d",
                    known(ledger).map(Leader::epoch).orElse(0L));
            resign();
        } else if (!leads() && ledger.caughtUp()) {
            begin(candidate);
        }
    }

    private boolean succeeded() {
        Term now = term.get();
        return now != null && now.succeeded();
    }

    /** Begins only when all is known that the last leader wrote. */
    private void begin(Candidate candidate) throws InterruptedException {
        Optional<Long> end = candidate.end();
        TopicPartition place = Candidate.place(clients);
        if (end.isEmpty() || !ledger.foldedPast(Map.of(place, end.get()))) {
            return;
        }
        long epoch = known(ledger).map(Leader::epoch).orElse(0L) + 1;
        Instant now = clock.instant();
        Term begun = new Term(epoch, now, writer, ledger);
        try {
            begun.write(Leader.KEY, new Leader(epoch, instance, now));
        } catch (NotWritten e) {
            LOG.warnf("the lead is not taken yet: %s", e.getMessage());
            return;
        }
        LOG.infof("leading epoch=%d instance=%s", epoch, instance);
        term.set(begun);
        duties.begin(begun);
    }

    private void resign() {
        Term ended = term.getAndSet(null);
        if (ended != null) {
            ended.end();
            duties.end();
            LOG.infof("no longer leading epoch=%d", ended.epoch());
        }
    }

    static Optional<Leader> known(Ledger ledger) {
        try {
            Optional<byte[]> value = ledger.state(Leader.KEY);
            return value.isEmpty() ? Optional.empty() : Optional.of(EventJson.read(value.get(), Leader.class));
        } catch (UnreadableRecord e) {
            throw new IllegalStateException("state under the key " + Leader.KEY, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
