package io.photosync.sync;

import io.photosync.event.CutRecord;
import io.photosync.event.EventJson;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
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
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/**
 * The one consumer of both lanes. Range assignment gives partition p of both lanes to the same process, by construction, so that
 * no two processes work on one user. Membership is dynamic: a static one left partitions idle for 45 s after each rollout.
 */
final class LaneConsumer implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(LaneConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration AT_WORK = Duration.ofSeconds(5);
    /** Where Kafka is away nothing is to be had of it, and others of the process need their part of the grace. */
    private static final Duration WHEN_LEAVING = Duration.ofSeconds(2);

    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final Duration ONE_HEARTBEAT = HEARTBEAT.plusSeconds(1);
    /** The group counts from the heartbeat's arrival, we from the sight of its answer; so much earlier we must let go. */
    private static final Duration EARLIER = Duration.ofSeconds(1);

    /** More than this many records of one partition in memory, and it is paused until half of them are done with. */
    private static final int PAUSE_AT = 500;

    /** Twice an event: it has a key and headers, too. */
    private static final int LONGEST_RECORD = 2 * PhotoEvent.LONGEST;

    private final KafkaNames names;
    private final Map<String, TaskSource> lanes;
    private final KafkaConsumer<String, byte[]> consumer;
    private final TaskScheduler taskScheduler;
    private final UnreadableRecords unreadable;
    private final PartitionOwnership partitionOwnership;
    private final GroupSession groupSession;
    private long nextCommit;

    LaneConsumer(
            KafkaClients clients,
            TaskScheduler taskScheduler,
            UnreadableRecords unreadable,
            PartitionOwnership partitionOwnership) {
        this.names = clients.names();
        this.lanes = Map.of(
                names.of(Topic.PHOTO_UPDATED), TaskSource.LIVE, names.of(Topic.PHOTO_UPDATED_BULK), TaskSource.BULK);
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
        this.taskScheduler = taskScheduler;
        this.unreadable = unreadable;
        this.partitionOwnership = partitionOwnership;
        Metric heartbeats = heartbeatsAnswered();
        this.groupSession =
                new GroupSession(SESSION.minus(EARLIER), () -> (Double) heartbeats.metricValue(), System::nanoTime);
        consumer.subscribe(lanes.keySet(), this);
    }

    /** One turn: take in what came, fill free places, commit what is done. */
    void turn() {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        requireSession();
        for (ConsumerRecord<String, byte[]> record : records) {
            take(record);
        }
        if (answering()) {
            partitionOwnership.confirm(consumer);
        }
        taskScheduler.fill();
        pauseAndResume();
        if (System.nanoTime() - nextCommit > 0 && answering()) {
            nextCommit = System.nanoTime() + Duration.ofMillis(500).toNanos();
            commit(taskScheduler.committable(), AT_WORK);
        }
    }

    /** Where heartbeats are not answered nothing is asked that would be waited for: the session's end must be seen in time. */
    private boolean answering() {
        return groupSession.silent().compareTo(ONE_HEARTBEAT) <= 0;
    }

    /** @throws SessionLapsed when others may be at work on our users: then this membership is of no more use */
    private void requireSession() {
        if (consumer.assignment().isEmpty() || !groupSession.lapsed()) {
            return;
        }
        onPartitionsLost(consumer.assignment());
        throw new SessionLapsed("the group did not answer for %s, the partitions may be others' by now"
                .formatted(SESSION.minus(EARLIER)));
    }

    /** Kafka's client tells of a session in this number only. */
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

    private void take(ConsumerRecord<String, byte[]> record) {
        RecordPosition recordPosition = new RecordPosition(record.topic(), record.partition(), record.offset());
        try {
            CutRecord.refuse(record);
            if (record.value() == null) {
                // The last word on a leaver: nothing is known of them, nothing is to be done.
                taskScheduler.began(recordPosition);
                taskScheduler.finished(recordPosition);
                return;
            }
            taskScheduler.add(Task.fresh(lanes.get(record.topic()), event(record), recordPosition));
        } catch (UnreadableRecord e) {
            taskScheduler.began(recordPosition);
            unreadable.giveUp(record, e, () -> taskScheduler.finished(recordPosition));
        }
    }

    private static PhotoEvent event(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.value().length > PhotoEvent.LONGEST) {
            throw new UnreadableRecord(
                    "event must have at most %d bytes, but has %d".formatted(PhotoEvent.LONGEST, record.value().length),
                    null);
        }
        PhotoEvent event = EventJson.read(record.value(), PhotoEvent.class);
        if (!event.userId().equals(record.key())) {
            throw new UnreadableRecord("event of %s under the key %s".formatted(event.userId(), record.key()), null);
        }
        return event;
    }

    private void pauseAndResume() {
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> full = new HashSet<>();
        Set<TopicPartition> free = new HashSet<>();
        boolean noRoom = unreadable.full();
        for (TopicPartition partition : consumer.assignment()) {
            int open = taskScheduler.open(partition);
            if ((noRoom || open >= PAUSE_AT) && !paused.contains(partition)) {
                full.add(partition);
            } else if (!noRoom && open <= PAUSE_AT / 2 && paused.contains(partition)) {
                free.add(partition);
            }
        }
        consumer.pause(full);
        consumer.resume(free);
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Duration patience) {
        Map<TopicPartition, OffsetAndMetadata> ours = offsets.entrySet().stream()
                .filter(entry -> consumer.assignment().contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (ours.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(ours, patience);
            taskScheduler.committed(ours);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.infof("offsets not committed, a rebalance came first: %s", e.getMessage());
        } catch (KafkaException e) {
            // What is not committed comes again, and "already so" is noticed.
            LOG.warnf("offsets not committed: %s", e.getMessage());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        groupSession.begin();
        partitionOwnership.assigned(numbers(partitions));
        LOG.infof("partitions assigned: %s", numbers(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        leave(partitions);
        LOG.infof("partitions given back: %s", numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        // Others may be at work on these users already, for as long as a session lasts: nothing more may be written.
        partitionOwnership.revoked(numbers(partitions));
        taskScheduler.interrupt(numbers(partitions));
        taskScheduler.forget(Set.copyOf(partitions));
        LOG.warnf("partitions lost: %s", numbers(partitions));
    }

    private void leave(Collection<TopicPartition> partitions) {
        partitionOwnership.revoked(numbers(partitions));
        taskScheduler.drain(numbers(partitions), DRAIN);
        commit(taskScheduler.committable(), AT_WORK);
        taskScheduler.forget(Set.copyOf(partitions));
    }

    /** Ends the membership: what is in hand has a while to end, then it is let go for others to do. */
    void close() throws InterruptedException {
        taskScheduler.stop();
        unreadable.close();
        try {
            taskScheduler.drain(numbers(consumer.assignment()), DRAIN);
            taskScheduler.abandon(Duration.ofSeconds(2));
            commit(taskScheduler.committable(), WHEN_LEAVING);
        } finally {
            // Left open it would keep its partitions, and nobody would work on them.
            consumer.close(CloseOptions.timeout(WHEN_LEAVING));
        }
    }

    /** How many records of that topic's partitions that are ours are not done with. */
    long open(Topic topic) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(names.of(topic)))
                .mapToLong(partition -> taskScheduler.open(partition)
                        + consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }
}
