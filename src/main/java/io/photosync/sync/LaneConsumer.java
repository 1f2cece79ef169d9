package io.photosync.sync;

import io.photosync.event.PhotoEvent;
import io.photosync.kafka.ConsumerGroup;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The one consumer of both lanes. Range assignment gives partition p of both lanes to the same process, so that no two
 * processes work on one user. Membership is dynamic: static membership left partitions idle for 45 s after each
 * rollout.
 */
final class LaneConsumer implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(LaneConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration COMMIT = Duration.ofSeconds(5);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);
    /** Kafka may be down, and the rest of the process needs its part of the grace period. */
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final Duration ONE_HEARTBEAT = HEARTBEAT.plusSeconds(1);
    /** The group counts from a heartbeat's arrival, this class from its response: it must stop that much earlier. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** A partition with this many unfinished records in memory is paused until half of them are finished. */
    private static final int PAUSE_AT = 500;

    /** Twice an event: it has a key and headers too. */
    private static final int LONGEST_RECORD = 2 * PhotoEvent.LONGEST;

    private final KafkaNames names;
    private final KafkaConsumer<String, byte[]> consumer;
    private final LaneRecords records;
    private final LaneCommits commits;
    private final TaskScheduler taskScheduler;
    private final UnreadableRecords unreadable;
    private final OffsetTracker offsets;
    private final PartitionOwnership ownership;
    private final GroupSession groupSession;
    private long nextCommit;

    LaneConsumer(
            KafkaClients clients,
            TaskScheduler taskScheduler,
            OffsetTracker offsets,
            UnreadableRecords unreadable,
            PartitionOwnership ownership) {
        this.names = clients.names();
        this.consumer = clients.consumer(
                "lanes",
                Map.of(
                        "group.id",
                        names.of(ConsumerGroup.SYNC),
                        "partition.assignment.strategy",
                        RangeAssignor.class.getName(),
                        "session.timeout.ms",
                        (int) SESSION.toMillis(),
                        "heartbeat.interval.ms",
                        (int) HEARTBEAT.toMillis(),
                        "max.poll.records",
                        500),
                LONGEST_RECORD);
        this.records = new LaneRecords(names, taskScheduler, offsets, unreadable);
        this.commits = new LaneCommits(consumer, offsets);
        this.taskScheduler = taskScheduler;
        this.unreadable = unreadable;
        this.offsets = offsets;
        this.ownership = ownership;
        Metric heartbeats = heartbeatsAnswered();
        this.groupSession =
                new GroupSession(SESSION.minus(MARGIN), () -> (Double) heartbeats.metricValue(), System::nanoTime);
        consumer.subscribe(records.topics(), this);
    }

    /** One turn: queue new records, start tasks, commit what is finished. */
    void turn() {
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        requireSession();
        polled.forEach(records::take);
        if (answering()) {
            ownership.update(consumer);
        }
        taskScheduler.fill();
        pauseAndResume();
        if (System.nanoTime() - nextCommit > 0 && answering()) {
            nextCommit = System.nanoTime() + COMMIT_EVERY.toNanos();
            commits.commit(COMMIT);
        }
    }

    /** While heartbeats are not answered nothing blocking is called: the end of the session must be noticed in time. */
    private boolean answering() {
        return groupSession.silent().compareTo(ONE_HEARTBEAT) <= 0;
    }

    /** @throws SessionLapsed when other replicas may own the partitions by now: this membership cannot be continued */
    private void requireSession() {
        if (consumer.assignment().isEmpty() || !groupSession.lapsed()) {
            return;
        }
        onPartitionsLost(consumer.assignment());
        throw new SessionLapsed("no heartbeat answered for %s, other replicas may own the partitions by now"
                .formatted(SESSION.minus(MARGIN)));
    }

    /** The only sign of the session that the client gives. */
    private Metric heartbeatsAnswered() {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("heartbeat-total"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static final class SessionLapsed extends KafkaException {
        private static final long serialVersionUID = 1L;

        SessionLapsed(String message) {
            super(message);
        }
    }

    private void pauseAndResume() {
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> full = new HashSet<>();
        Set<TopicPartition> free = new HashSet<>();
        boolean noRoom = unreadable.full();
        for (TopicPartition partition : consumer.assignment()) {
            int unfinished = offsets.unfinished(partition);
            if ((noRoom || unfinished >= PAUSE_AT) && !paused.contains(partition)) {
                full.add(partition);
            } else if (!noRoom && unfinished <= PAUSE_AT / 2 && paused.contains(partition)) {
                free.add(partition);
            }
        }
        consumer.pause(full);
        consumer.resume(free);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        groupSession.restart();
        ownership.assigned(numbers(partitions));
        // Before the next fetch: the broker answers a connection in order, and a fetch waits for half a second
        // where there is nothing to fetch.
        ownership.update(consumer);
        LOG.infof("partitions assigned: %s", numbers(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        revoke(partitions);
        LOG.infof("partitions revoked: %s", numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        // Other replicas may work on these users already: this one must not write any more.
        ownership.revoked(numbers(partitions));
        taskScheduler.interrupt(numbers(partitions));
        forget(partitions);
        LOG.warnf("partitions lost: %s", numbers(partitions));
    }

    private void revoke(Collection<TopicPartition> partitions) {
        ownership.revoked(numbers(partitions));
        taskScheduler.drain(numbers(partitions), DRAIN);
        commits.commit(COMMIT);
        forget(partitions);
    }

    /**
     * Leaves the group: tasks in flight have some time to finish, then they are interrupted and left to the next owner.
     */
    void close() throws InterruptedException {
        taskScheduler.stop();
        unreadable.close();
        try {
            taskScheduler.drain(numbers(consumer.assignment()), DRAIN);
            taskScheduler.abandon(Duration.ofSeconds(2));
            commits.commit(CLOSE);
        } finally {
            // A consumer left open would keep its partitions, and no replica would work on them.
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    /** How many records of the owned partitions of that topic are not finished. */
    long lag(Topic topic) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(names.of(topic)))
                .mapToLong(partition -> offsets.unfinished(partition)
                        + consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void forget(Collection<TopicPartition> partitions) {
        taskScheduler.forget(numbers(partitions));
        offsets.forget(partitions);
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }
}
