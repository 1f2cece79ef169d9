package io.photosync.leader;

import io.photosync.event.LeaderRecord;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.LoopOwner;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.kafka.topics.TopicInitializer;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
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

/** Runs leader election and starts or stops the leader tasks of this replica. */
@ApplicationScoped
public class Leadership implements LoopOwner {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    /** An iteration that ends a term waits for the term's tasks. */
    private static final Duration LONGEST_ITERATION = Duration.ofMinutes(2);

    private final KafkaClients clients;
    private final TopicInitializer topics;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final LeaderTasks leaderTasks;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicReference<LeaderTerm> term = new AtomicReference<>();
    private final ServiceLoop loop;

    /**
     * Six: an election needs Kafka, the topics and the ledger before it can begin, and writes the term that its tasks
     * run in.
     */
    Leadership(
            KafkaClients clients,
            TopicInitializer topics,
            Ledger ledger,
            LedgerWriter writer,
            LeaderTasks leaderTasks,
            Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.ledger = ledger;
        this.writer = writer;
        this.leaderTasks = leaderTasks;
        this.clock = clock;
        this.loop = new ServiceLoop("leader", this::elect, LONGEST_ITERATION, clock);
    }

    @Override
    public ServiceLoop loop() {
        return loop;
    }

    /** Whether this replica leads now. */
    public boolean leads() {
        return term.get() != null;
    }

    /** The last leader known to this replica; empty before the first. */
    public Optional<LeaderRecord> leader() {
        return ledger.state(StateKey.LEADER, LeaderRecord.class);
    }

    void start(@Observes StartupEvent event) {
        loop.start(topics.ready());
    }

    private void elect() throws InterruptedException {
        try (LeaderElection leaderElection = new LeaderElection(clients, this::resign, clock)) {
            while (!loop.stopping()) {
                loop.turned();
                iterate(leaderElection);
            }
        } finally {
            resign();
        }
    }

    private void iterate(LeaderElection leaderElection) throws InterruptedException {
        boolean elected = leaderElection.poll();
        if (!elected) {
            resign();
        } else if (succeeded()) {
            // If elected again, this replica starts a term above that epoch: nobody reads records of a lower one.
            LOG.warnf("term superseded by another replica epoch=%d", ledger.leaderEpoch());
            resign();
        } else if (!leads() && ledger.caughtUp()) {
            startTerm(leaderElection);
        }
    }

    private boolean succeeded() {
        LeaderTerm now = term.get();
        return now != null && now.succeeded();
    }

    /** Starts a term only when everything the last leader wrote is folded. */
    private void startTerm(LeaderElection leaderElection) throws InterruptedException {
        Optional<Long> end = leaderElection.end();
        TopicPartition partition = LeaderElection.partition(clients);
        if (end.isEmpty() || !ledger.foldedPast(Map.of(partition, end.get()))) {
            return;
        }
        long epoch = ledger.leaderEpoch() + 1;
        Instant now = clock.instant();
        LeaderTerm started = new LeaderTerm(epoch, now, writer, ledger);
        try {
            started.write(StateKey.LEADER, new LeaderRecord(epoch, instance, now));
        } catch (WriteFailedException e) {
            LOG.warnf("leadership not acquired: %s", e.getMessage());
            return;
        }
        LOG.infof("leading epoch=%d instance=%s", epoch, instance);
        term.set(started);
        leaderTasks.start(started);
    }

    private void resign() {
        LeaderTerm ended = term.getAndSet(null);
        if (ended != null) {
            ended.end();
            leaderTasks.stop();
            LOG.infof("no longer leading epoch=%d", ended.epoch());
        }
    }
}
