package io.photosync.ledger;

import io.photosync.event.KafkaClients;
import io.photosync.event.Origin;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.event.TopicsAtStart;
import io.photosync.event.UnreadableRecord;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** What is known of each user. Complete once {@link #caughtUp()}; from then on some milliseconds behind the topics. */
@ApplicationScoped
public class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FOLDED_WITHIN = Duration.ofSeconds(30);
    /** Not 50 MB of records at once, which is the default and would be most of our memory; nor many that are as long as may be. */
    private static final Map<String, Object> READING = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            200,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            4 << 20,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            1 << 20);

    private final KafkaClients clients;
    private final TopicsAtStart topics;
    private final Fold fold;
    private final Progress progress = new Progress();
    private volatile boolean caughtUp;
    private volatile boolean stopping;
    private volatile KafkaConsumer<String, byte[]> consumer;

    public Ledger(KafkaClients clients, TopicsAtStart topics, Clock clock, @Any Instance<FoldFollower> followers) {
        this.clients = clients;
        this.topics = topics;
        this.fold = new Fold(clients.names(), clock, followers.stream().toList());
    }

    public Known of(String userId) {
        return fold.of(userId);
    }

    /** Where the user's last events stand in the lanes; some that have ended are left out. */
    public List<Origin> places(String userId) {
        return fold.places(userId);
    }

    /** The ids of all of whom anything is known; a copy. */
    public Set<String> users() {
        return fold.users();
    }

    /** Pending retries of all partitions; a live view. */
    public RetrySlots retries() {
        return fold.retries();
    }

    /** What stands among the pending retries and is none; a live view. */
    public Collection<UnreadableRetry> unreadableRetries() {
        return fold.unreadableRetries().values();
    }

    /** Open dead letters of all partitions; a live view. */
    public Collection<OpenLetter> letters() {
        return fold.letters().values();
    }

    public Optional<OpenLetter> letter(String key) {
        return Optional.ofNullable(fold.letters().get(key));
    }

    /** The roster by user id; a live view. */
    public Map<String, RosterEntry> roster() {
        return fold.roster();
    }

    /** What was settled, by user id; a live view. */
    public Map<String, Target> targets() {
        return fold.targets();
    }

    /** Who may use which base name; live. */
    public BaseNameIndex baseNames() {
        return fold.baseNames();
    }

    /** The value under that key in {@code photosync-state}. */
    public Optional<byte[]> state(String key) {
        return fold.state(key);
    }

    /** What stands in {@code photosync-state} under keys that begin so, by key; a copy. */
    public Map<String, byte[]> states(String prefix) {
        return fold.states(prefix);
    }

    /** Whether all that stood in the topics when the process began is folded. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /**
     * Waits until a record that Kafka has taken is folded here too, so that whoever wrote it reads it.
     *
     * @throws NotWritten when it is not within half a minute: Kafka went away between
     */
    public void awaitFolded(RecordMetadata written) throws InterruptedException, NotWritten {
        TopicPartition partition = new TopicPartition(written.topic(), written.partition());
        if (!progress.awaitFolded(partition, written.offset(), FOLDED_WITHIN)) {
            throw NotWritten.notReadBack(written.topic(), FOLDED_WITHIN);
        }
    }

    /** @param ends for each folded partition the offset after the last record that must be folded */
    public boolean foldedPast(Map<TopicPartition, Long> ends) {
        return progress.past(ends);
    }

    /** The topics that are folded and keyed by user: those whose partition p tells of the users of partition p. */
    public List<TopicPartition> foldedPartitions(int partition) {
        return Fold.TOPICS.stream()
                .filter(topic -> topic.shape() == io.photosync.event.Topic.Shape.PER_USER)
                .map(topic -> new TopicPartition(clients.names().of(topic), partition))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("ledger").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        KafkaConsumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void run() {
        try {
            topics.ready().join();
        } catch (CompletionException e) {
            return; // The topics are not ours to read; the process is on its way out.
        }
        while (!stopping) {
            try (KafkaConsumer<String, byte[]> reading = clients.consumer(READING)) {
                consumer = reading;
                follow(reading);
            } catch (WakeupException e) {
                LOG.debug("the fold ends");
            } catch (KafkaException e) {
                LOG.errorf(e, "the fold broke off and goes on where it was");
                caughtUp = false;
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> reading) {
        List<TopicPartition> partitions = Fold.TOPICS.stream()
                .flatMap(topic -> reading.partitionsFor(clients.names().of(topic)).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        reading.assign(partitions);
        // From where it broke off: folded once more from the beginning, old records would for a while be the latest
        // word.
        reading.seekToBeginning(partitions);
        partitions.forEach(
                partition -> progress.position(partition).ifPresent(position -> reading.seek(partition, position)));
        Map<TopicPartition, Long> goal = reading.endOffsets(partitions);
        while (!stopping) {
            reading.poll(caughtUp ? POLL : Duration.ofMillis(50)).forEach(this::apply);
            partitions.forEach(partition -> progress.reached(partition, reading.position(partition)));
            if (!caughtUp && progress.past(goal)) {
                caughtUp = true;
                LOG.infof("ledger complete users=%d", fold.targets().size());
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        try {
            fold.apply(record);
        } catch (UnreadableRecord | RuntimeException e) {
            // Whatever one record holds, the fold must go on: all the others wait for it.
            LOG.warnf(
                    "record ignored topic=%s partition=%d offset=%d: %s",
                    record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
