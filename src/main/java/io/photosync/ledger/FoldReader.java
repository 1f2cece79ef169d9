package io.photosync.ledger;

import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Reads the folded topics, resuming after a failure; from the beginning if the remaining records would not suffice.
 * Asks every few seconds for the topics' end offsets, so that the fold's lag is known.
 */
final class FoldReader {
    private static final Logger LOG = Logger.getLogger(FoldReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration POLL_AT_FIRST = Duration.ofMillis(50);
    private static final Duration REQUEST_EVERY = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** How long end offsets may be unknown, or folding lag. */
    private static final Duration FOLLOWS_WITHIN = Duration.ofSeconds(15);

    private static final Map<String, Object> READING = Map.of(
            // Few, because each may be as long as allowed.
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            200,
            // An offset that Kafka no longer has is an error, not a reset: what was folded may be outdated.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none");

    private final KafkaClients clients;
    private final Fold fold;
    private final FoldProgress foldProgress;
    private final Clock clock;
    private final Tombstones tombstones;
    private volatile boolean caughtUp;
    /** Time at which everything then in the topics is folded by now. */
    private volatile Instant asOf = Instant.MIN;

    /** Time of the last folded record; at first the start. */
    private volatile Instant movedAt = Instant.MAX;

    private Optional<Goal> goal = Optional.empty();
    /** Retention of nulls; asked for once in each gap. */
    private Optional<Duration> kept = Optional.empty();

    private Instant nextRequest = Instant.MIN;

    private record Goal(Instant requestedAt, Map<TopicPartition, Long> ends) {}

    FoldReader(KafkaClients clients, Fold fold, FoldProgress foldProgress, Clock clock) {
        this.clients = clients;
        this.fold = fold;
        this.foldProgress = foldProgress;
        this.clock = clock;
        this.tombstones = new Tombstones(clients);
    }

    /** Whether everything in the topics at the start is folded. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** Whether everything in the topics some seconds ago is folded. */
    boolean follows() {
        return caughtUp && asOf.plus(FOLLOWS_WITHIN).isAfter(clock.instant());
    }

    /** @return since when it has made no progress, if for that long */
    Optional<String> stalled(Duration atLeast) {
        Instant since = asOf.equals(Instant.MIN) ? movedAt : asOf;
        return since.isBefore(clock.instant().minus(atLeast))
                ? Optional.of("the fold has not followed the topics since " + since)
                : Optional.empty();
    }

    /** Until the loop stops. */
    void follow(ServiceLoop loop) throws InterruptedException {
        try (KafkaConsumer<String, byte[]> reading = clients.consumer("ledger", READING)) {
            List<TopicPartition> partitions = partitions(reading);
            reading.assign(partitions);
            goal = Optional.empty();
            nextRequest = Instant.MIN;
            movedAt = movedAt.equals(Instant.MAX) ? clock.instant() : movedAt;
            seek(reading, partitions);
            while (!loop.stopping()) {
                loop.turned();
                iterate(reading, partitions);
            }
        } catch (RuntimeException | Error e) {
            caughtUp = false;
            throw e;
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> reading) {
        return Fold.TOPICS.stream().flatMap(topic -> partitions(reading, topic)).toList();
    }

    private Stream<TopicPartition> partitions(KafkaConsumer<?, ?> reading, Topic topic) {
        String name = clients.names().of(topic);
        List<TopicPartition> partitions = reading.partitionsFor(name).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("the broker does not know topic %s".formatted(name));
        }
        return partitions.stream();
    }

    /** If older records were folded again over newer ones, they would be the latest for a while. */
    private void seek(KafkaConsumer<?, ?> reading, List<TopicPartition> partitions) {
        reading.seekToBeginning(partitions);
        partitions.forEach(
                partition -> foldProgress.position(partition).ifPresent(position -> reading.seek(partition, position)));
    }

    private void iterate(KafkaConsumer<String, byte[]> reading, List<TopicPartition> partitions)
            throws InterruptedException {
        try {
            ConsumerRecords<String, byte[]> records = reading.poll(caughtUp ? POLL : POLL_AT_FIRST);
            Optional<Goal> next = ends(reading, partitions);
            if ((!records.isEmpty() || next.isPresent()) && missedErasures()) {
                LOG.warnf("fold restarted, erasures may have been missed since=%s", asOf);
                restart(reading, partitions);
                return;
            }
            records.forEach(this::apply);
            movedAt = records.isEmpty() ? movedAt : clock.instant();
            partitions.forEach(partition -> foldProgress.reached(partition, reading.position(partition)));
            goal = goal.or(() -> next);
            goal.filter(set -> foldProgress.past(set.ends())).ifPresent(this::reached);
        } catch (InvalidOffsetException e) {
            LOG.warnf("fold restarted: %s", e.getMessage());
            restart(reading, partitions);
        }
    }

    private void reached(Goal set) {
        asOf = set.requestedAt();
        goal = Optional.empty();
        kept = Optional.empty();
        if (!caughtUp) {
            caughtUp = true;
            LOG.infof("ledger complete users=%d", fold.targets().size());
        }
    }

    /** The topics' end offsets, unless they are known, were asked for a moment ago, or Kafka does not answer. */
    private Optional<Goal> ends(KafkaConsumer<?, ?> reading, List<TopicPartition> partitions) {
        Instant now = clock.instant();
        if (goal.isPresent() || now.isBefore(nextRequest)) {
            return Optional.empty();
        }
        nextRequest = now.plus(REQUEST_EVERY);
        try {
            return Optional.of(new Goal(now, reading.endOffsets(partitions, PATIENCE)));
        } catch (TimeoutException e) {
            LOG.debugf("end offsets unknown: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private boolean missedErasures() throws InterruptedException {
        Instant now = clock.instant();
        if (asOf.equals(Instant.MIN) || !asOf.plus(FOLLOWS_WITHIN).isBefore(now)) {
            return false;
        }
        if (kept.isEmpty()) {
            kept = Optional.of(tombstones.lifetime());
        }
        return asOf.plus(kept.get()).isBefore(now);
    }

    private void restart(KafkaConsumer<?, ?> reading, List<TopicPartition> partitions) {
        caughtUp = false;
        asOf = Instant.MIN;
        goal = Optional.empty();
        nextRequest = Instant.MIN;
        foldProgress.clear();
        fold.clear();
        reading.seekToBeginning(partitions);
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        try {
            fold.apply(record);
        } catch (UnreadableRecord | RuntimeException | StackOverflowError e) {
            // No record's content may stop the fold: all the others wait for it.
            LOG.warnf(
                    "record ignored topic=%s partition=%d offset=%d: %s",
                    record.topic(), record.partition(), record.offset(), e);
        }
    }
}
