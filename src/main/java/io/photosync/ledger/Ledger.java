package io.photosync.ledger;

import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.KafkaUser;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.kafka.TopicInitializer;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** What is known of each user. Complete once {@link #caughtUp()}; from then on some milliseconds behind the topics. */
@ApplicationScoped
public class Ledger implements KafkaUser, StopsInOrder {
    private static final Duration FOLDED_WITHIN = Duration.ofSeconds(30);
    private static final Duration ONE_TURN = Duration.ofMinutes(2);

    private final CompletableFuture<Void> ready;
    private final KafkaNames names;
    private final Fold fold;
    private final FoldProgress foldProgress = new FoldProgress();
    private final FoldReader reader;
    private final StateRecords states;
    private final ServiceLoop loop;

    @Inject
    Ledger(KafkaClients clients, TopicInitializer topics, Clock clock, @Any Instance<FoldFollower> followers) {
        this(clients, topics.ready(), clock, followers.stream().toList());
    }

    /**
     * @param ready ends when the topics are there
     * @param followers told of each record on the thread that folds
     */
    Ledger(KafkaClients clients, CompletableFuture<Void> ready, Clock clock, List<FoldFollower> followers) {
        this.ready = ready;
        this.names = clients.names();
        this.fold = new Fold(names, clock, followers);
        this.reader = new FoldReader(clients, fold, foldProgress, clock);
        this.states = new StateRecords(fold);
        this.loop = new ServiceLoop("ledger", this::follow, ONE_TURN, clock);
    }

    @Override
    public Optional<String> stalled(Duration atLeast) {
        return loop.stuck().or(() -> reader.stalled(atLeast));
    }

    public UserState of(String userId) {
        return fold.of(userId);
    }

    /** Where the user's last events stand in the lanes; some that have ended are left out. */
    public List<RecordPosition> places(String userId) {
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
    public Collection<DeadLetterRecord> letters() {
        return fold.letters().values();
    }

    public Optional<DeadLetterRecord> letter(String key) {
        return Optional.ofNullable(fold.letters().get(key));
    }

    /** The roster by user id; a live view. */
    public Map<String, RosterEntry> roster() {
        return fold.roster();
    }

    /** What was settled, by user id; a live view. */
    public Map<String, SharePointState> targets() {
        return fold.targets();
    }

    /** Who may use which base name; live. */
    public BaseNameIndex baseNames() {
        return fold.baseNames();
    }

    /**
     * What stands under that key in {@code photosync-state}. What cannot be read there is told once and counts as nothing, under every
     * key: whoever reads it goes on as before the first, and what it writes next replaces it.
     */
    public <T> Optional<T> state(String key, Class<T> type) {
        return states.read(key, type);
    }

    /** What stands there under keys that begin so, by key, but for what cannot be read; a copy. */
    public <T> Map<String, T> states(String prefix, Class<T> type) {
        return states.readAll(prefix, type);
    }

    /** The highest epoch under which any leader has written; 0 before the first. */
    public long leaderEpoch() {
        return fold.leaderEpoch();
    }

    /** Whether all that stood in the topics when the fold began is folded. */
    public boolean caughtUp() {
        return reader.caughtUp();
    }

    /** Whether all that stood in the topics some seconds ago is folded: only then may others be believed to be done, or not. */
    public boolean follows() {
        return reader.follows();
    }

    /**
     * Waits until a record that Kafka has taken is folded here, where the fold follows the topics.
     *
     * @throws NotWritten when it does not: what others have done since is not known, and nothing may be built on it
     */
    public void awaitFollowed(RecordMetadata written) throws InterruptedException, WriteFailedException {
        if (!follows()) {
            throw WriteFailedException.notFollowed();
        }
        awaitFolded(written);
    }

    /**
     * Waits until a record that Kafka has taken is folded here too, so that whoever wrote it reads it.
     *
     * @throws NotWritten when it is not within half a minute: Kafka went away between
     */
    public void awaitFolded(RecordMetadata written) throws InterruptedException, WriteFailedException {
        TopicPartition partition = new TopicPartition(written.topic(), written.partition());
        if (!foldProgress.awaitFolded(partition, written.offset(), FOLDED_WITHIN)) {
            throw WriteFailedException.notReadBack(written.topic(), FOLDED_WITHIN);
        }
    }

    /** @param ends for each folded partition the offset after the last record that must be folded */
    public boolean foldedPast(Map<TopicPartition, Long> ends) {
        return foldProgress.past(ends);
    }

    /** The topics that are folded and keyed by user: those whose partition p tells of the users of partition p. */
    public List<TopicPartition> foldedPartitions(int partition) {
        return Fold.TOPICS.stream()
                .filter(topic -> topic.shape() == io.photosync.kafka.Topic.Shape.PER_USER)
                .map(topic -> new TopicPartition(names.of(topic), partition))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    /** Begins to fold, as soon as the topics are there. */
    void start() {
        loop.start(ready);
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.SUPPORT;
    }

    @Override
    public void stop() {
        loop.stop();
    }

    private void follow() throws InterruptedException {
        reader.follow(loop);
    }
}
