package io.photosync.leader;

import io.photosync.event.LeaderRecord;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.KafkaUser;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.kafka.TopicInitializer;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.quarkus.runtime.StartupEvent;
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
public class Leadership implements KafkaUser, StopsInOrder {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    /** A turn ends a term now and then, which waits for its duties. */
    private static final Duration ONE_TURN = Duration.ofMinutes(2);

    private final KafkaClients clients;
    private final TopicInitializer topics;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final LeaderTasks leaderTasks;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicReference<LeaderTerm> term = new AtomicReference<>();
    private final ServiceLoop loop;

    Leadership(
            KafkaClients clients,
            TopicInitializer topics,
            Ledger ledger,
            TopicWriter writer,
            LeaderTasks leaderTasks,
            Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.ledger = ledger;
        this.writer = writer;
        this.leaderTasks = leaderTasks;
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
    public Optional<LeaderRecord> leader() {
        return ledger.state(LeaderRecord.KEY, LeaderRecord.class);
    }

    void start(@Observes StartupEvent event) {
        loop.start(topics.ready());
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.WORK;
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public void awaitStopped(Duration atMost) throws InterruptedException {
        loop.ended(atMost);
    }

    private void stand() throws InterruptedException {
        try (LeaderElection leaderElection = new LeaderElection(clients, this::resign, clock)) {
            while (!loop.stopping()) {
                loop.turned();
                turn(leaderElection);
            }
        } finally {
            resign();
        }
    }

    private void turn(LeaderElection leaderElection) throws InterruptedException {
        boolean chosen = leaderElection.turn();
        if (!chosen) {
            resign();
        } else if (succeeded()) {
            // Whoever is chosen begins anew, above that epoch: what a lower one writes nobody reads.
            LOG.warnf("another replica has led since: epoch=%d", ledger.leaderEpoch());
            resign();
        } else if (!leads() && ledger.caughtUp()) {
            begin(leaderElection);
        }
    }

    private boolean succeeded() {
        LeaderTerm now = term.get();
        return now != null && now.succeeded();
    }

    /** Begins only when all is known that the last leader wrote. */
    private void begin(LeaderElection leaderElection) throws InterruptedException {
        Optional<Long> end = leaderElection.end();
        TopicPartition place = LeaderElection.place(clients);
        if (end.isEmpty() || !ledger.foldedPast(Map.of(place, end.get()))) {
            return;
        }
        long epoch = ledger.leaderEpoch() + 1;
        Instant now = clock.instant();
        LeaderTerm begun = new LeaderTerm(epoch, now, writer, ledger);
        try {
            begun.write(LeaderRecord.KEY, new LeaderRecord(epoch, instance, now));
        } catch (WriteFailedException e) {
            LOG.warnf("the lead is not taken yet: %s", e.getMessage());
            return;
        }
        LOG.infof("leading epoch=%d instance=%s", epoch, instance);
        term.set(begun);
        leaderTasks.begin(begun);
    }

    private void resign() {
        LeaderTerm ended = term.getAndSet(null);
        if (ended != null) {
            ended.end();
            leaderTasks.end();
            LOG.infof("no longer leading epoch=%d", ended.epoch());
        }
    }
}
