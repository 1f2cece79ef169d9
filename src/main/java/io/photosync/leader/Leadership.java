package io.photosync.leader;

import io.photosync.event.KafkaClients;
import io.photosync.event.KafkaUser;
import io.photosync.event.Leader;
import io.photosync.event.ServiceLoop;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.event.TopicsAtStart;
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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Stands for election as long as the process runs, and begins and ends the terms of this replica. */
@ApplicationScoped
public class Leadership implements KafkaUser {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    /** A turn ends a term now and then, which waits for its duties. */
    private static final Duration ONE_TURN = Duration.ofMinutes(2);

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicsAtStart topics;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Duties duties;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicReference<Term> term = new AtomicReference<>();
    private final ServiceLoop loop;

    Leadership(
            KafkaClients clients, TopicsAtStart topics, Ledger ledger, TopicWriter writer, Duties duties, Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.ledger = ledger;
        this.writer = writer;
        this.duties = duties;
        this.clock = clock;
        this.loop = new ServiceLoop("leader", this::stand, ONE_TURN, clock);
    }

    @Override
    public Optional<String> standsStill(Duration atLeast) {
        return loop.stuck();
    }

    /** Whether this replica leads now. */
    public boolean leads() {
        return term.get() != null;
    }

    /** Which replica led last, as far as is known here; empty before the first. */
    public Optional<Leader> leader() {
        return ledger.state(Leader.KEY, Leader.class);
    }

    void start(@Observes StartupEvent event) {
        loop.start(topics.ready());
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        loop.stop();
        loop.ended(GRACE);
    }

    private void stand() throws InterruptedException {
        try (Candidate candidate = new Candidate(clients, this::resign, clock)) {
            while (!loop.stopping()) {
                loop.turned();
                turn(candidate);
            }
        } finally {
            resign();
        }
    }

    private void turn(Candidate candidate) throws InterruptedException {
        boolean chosen = candidate.turn();
        if (!chosen) {
            resign();
        } else if (succeeded()) {
            // Whoever is chosen begins anew, above that epoch: what a lower one writes nobody reads.
            LOG.warnf("another replica has led since: epoch=%d", ledger.leaderEpoch());
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
        long epoch = ledger.leaderEpoch() + 1;
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
}
