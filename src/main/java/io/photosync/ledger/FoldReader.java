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
 * Reads the folded topics, from where it broke off; from the beginning where what comes next there would say too little. Asks every few
 * seconds where the topics end, so that it can be told how far behind the fold is.
 */
final class FoldReader {
    private static final Logger LOG = Logger.getLogger(FoldReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration POLL_AT_FIRST = Duration.ofMillis(50);
    private static final Duration ASK_EVERY = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** Some questions unanswered, or some seconds of folding. */
    private static final Duration FOLLOWS_WITHIN = Duration.ofSeconds(15);

    private static final Map<String, Object> READING = Map.of(
            // Not many that are as long as may be.
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            200,
            // A place that Kafka no longer has is told, not moved: what was folded may be no more.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none");

    private final KafkaClients clients;
    private final Fold fold;
    private final FoldProgress foldProgress;
    private final Clock clock;
    private final Tombstones tombstones;
    private volatile boolean caughtUp;
    /** All that stood in the topics then is folded. */
    private volatile Instant asOf = Instant.MIN;

    /** When it last folded a record; not before it began. */
    private volatile Instant movedAt = Instant.MAX;

    private Optional<Goal> goal = Optional.empty();
    /** For how long nulls are; asked for once in each gap. */
    private Optional<Duration> kept = Optional.empty();

    private Instant nextQuestion = Instant.MIN;

    private record Goal(Instant asked, Map<TopicPartition, Long> ends) {}

    FoldReader(KafkaClients clients, Fold fold, FoldProgress foldProgress, Clock clock) {
        this.clients = clients;
        this.fold = fold;
        this.foldProgress = foldProgress;
        this.clock = clock;
        this.tombstones = new Tombstones(clients);
    }

    /** Whether all that stood in the topics when it began is folded. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** Whether all that stood in the topics some seconds ago is folded. */
    boolean follows() {
        return caughtUp && asOf.plus(FOLLOWS_WITHIN).isAfter(clock.instant());
    }

    /** @return since when nothing of it has come, where that is so long ago */
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
            nextQuestion = Instant.MIN;
            movedAt = movedAt.equals(Instant.MAX) ? clock.instant() : movedAt;
            seek(reading, partitions);
            while (!loop.stopping()) {
                loop.turned();
                turn(reading, partitions);
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

    /** Folded once more from the beginning, old records would for a while be the latest word. */
    private void seek(KafkaConsumer<?, ?> reading, List<TopicPartition> partitions) {
        reading.seekToBeginning(partitions);
        partitions.forEach(
                partition -> foldProgress.position(partition).ifPresent(position -> reading.seek(partition, position)));
    }

    private void turn(KafkaConsumer<String, byte[]> reading, List<TopicPartition> partitions)
            throws InterruptedException {
        try {
            ConsumerRecords<String, byte[]> records = reading.poll(caughtUp ? POLL : POLL_AT_FIRST);
            Optional<Goal> asked = ends(reading, partitions);
            if ((!records.isEmpty() || asked.isPresent()) && missedTooMuch()) {
                LOG.warnf("the fold begins anew: it last heard all at %s, and what was erased since may be gone", asOf);
                beginAnew(reading, partitions);
                return;
            }
            records.forEach(this::apply);
            movedAt = records.isEmpty() ? movedAt : clock.instant();
            partitions.forEach(partition -> foldProgress.reached(partition, reading.position(partition)));
            goal = goal.or(() -> asked);
            goal.filter(set -> foldProgress.past(set.ends())).ifPresent(this::reached);
        } catch (InvalidOffsetException e) {
            LOG.warnf("the fold begins anew: %s", e.getMessage());
            beginAnew(reading, partitions);
        }
    }

    private void reached(Goal set) {
        asOf = set.asked();
        goal = Optional.empty();
        kept = Optional.empty();
        if (!caughtUp) {
            caughtUp = true;
            LOG.infof("ledger complete users=%d", fold.targets().size());
        }
    }

    /** Where the topics end, unless that is known, was asked a moment ago, or Kafka does not say. */
    private Optional<Goal> ends(KafkaConsumer<?, ?> reading, List<TopicPartition> partitions) {
        Instant now = clock.instant();
        if (goal.isPresent() || now.isBefore(nextQuestion)) {
            return Optional.empty();
        }
        nextQuestion = now.plus(ASK_EVERY);
        try {
            return Optional.of(new Goal(now, reading.endOffsets(partitions, PATIENCE)));
        } catch (TimeoutException e) {
            LOG.debugf("the topics' ends cannot be asked now: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private boolean missedTooMuch() throws InterruptedException {
        Instant now = clock.instant();
        if (asOf.equals(Instant.MIN) || !asOf.plus(FOLLOWS_WITHIN).isBefore(now)) {
            return false;
        }
        if (kept.isEmpty()) {
            kept = Optional.of(tombstones.lifetime());
        }
        return asOf.plus(kept.get()).isBefore(now);
    }

    private void beginAnew(KafkaConsumer<?, ?> reading, List<TopicPartition> partitions) {
        caughtUp = false;
        asOf = Instant.MIN;
        goal = Optional.empty();
        nextQuestion = Instant.MIN;
        foldProgress.clear();
        fold.clear();
        reading.seekToBeginning(partitions);
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        try {
            fold.apply(record);
        } catch (UnreadableRecord | RuntimeException | StackOverflowError e) {
            // Whatever one record holds, the fold must go on: all the others wait for it.
            LOG.warnf(
                    "record ignored topic=%s partition=%d offset=%d: %s",
                    record.topic(), record.partition(), record.offset(), e);
        }
    }
}
