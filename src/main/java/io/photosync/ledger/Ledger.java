package io.photosync.ledger;

import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.KafkaUser;
import io.photosync.kafka.ServiceLoop;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.StopsInOrder;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.kafka.topics.TopicInitializer;
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

/**
 * The known state of each user. Complete once {@link #caughtUp()}; from then on some milliseconds behind the topics.
 */
@ApplicationScoped
public class Ledger implements KafkaUser, StopsInOrder {
    private static final Duration FOLDED_WITHIN = Duration.ofSeconds(30);
    private static final Duration ONE_TURN = Duration.ofMinutes(2);

    private final CompletableFuture<Void> present;
    private final KafkaNames names;
    private final Fold fold;
    private final FoldProgress foldProgress = new FoldProgress();
    private final FoldReader reader;
    private final StateRecords states;
    private final ServiceLoop loop;

    @Inject
    Ledger(KafkaClients clients, TopicInitializer topics, Clock clock, @Any Instance<FoldFollower> followers) {
        this(clients, topics.present(), clock, followers.stream().toList());
    }

    /**
     * @param present completes when the topics exist
     * @param followers called for each record on the folding thread
     */
    Ledger(KafkaClients clients, CompletableFuture<Void> present, Clock clock, List<FoldFollower> followers) {
        this.present = present;
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

    /** Positions of the user's last events in the lanes; some that have ended are left out. */
    public List<RecordPosition> lanePositions(String userId) {
        return fold.lanePositions(userId);
    }

    /** The ids of all users with any state; a copy. */
    public Set<String> users() {
        return fold.users();
    }

    /** Pending retries of all partitions; a live view. */
    public RetrySlots retries() {
        return fold.retries();
    }

    /** Unreadable records among the pending retries; a live view. */
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

    /** Settled state by user id; a live view. */
    public Map<String, SharePointState> targets() {
        return fold.targets();
    }

    /** Which users may use which base name; live. */
    public BaseNameIndex baseNames() {
        return fold.baseNames();
    }

    /**
     * The value under that key. An unreadable value is logged once and counts as absent,
     * under every key: its reader goes on as before the first one, and what it writes next replaces it.
     */
    public <T> Optional<T> state(StateKey key, Class<T> type) {
        return states.read(key.text(), type);
    }

    /** {@link #state} likewise, but parsed with each call: for long values that are seldom read. */
    public <T> Optional<T> stateOnce(StateKey key, Class<T> type) {
        return states.readOnce(key.text(), type);
    }

    /** The readable values of a family of keys, by member; a copy. */
    public <T> Map<String, T> states(StateKey.Family family, Class<T> type) {
        return states.readAll(family.prefix(), type);
    }

    /** The highest epoch under which any leader has written; 0 before the first. */
    public long leaderEpoch() {
        return fold.leaderEpoch();
    }

    /** Whether everything in the topics at the fold's start is folded. */
    public boolean caughtUp() {
        return reader.caughtUp();
    }

    /** Whether everything in the topics some seconds ago is folded: only then is it known whether others are done. */
    public boolean follows() {
        return reader.follows();
    }

    /**
     * Waits until a record that Kafka has taken is folded here, if the fold follows the topics.
     *
     * @throws WriteFailedException when it does not: the work of others since is unknown, and nothing may be based on
     *     it
     */
    public void awaitFollowed(RecordMetadata written) throws InterruptedException, WriteFailedException {
        if (!follows()) {
            throw WriteFailedException.notFollowed();
        }
        awaitFolded(written);
    }

    /**
     * Waits until a record that Kafka has taken is folded here too, so that its writer reads it.
     *
     * @throws WriteFailedException when that takes more than half a minute: Kafka went away meanwhile
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

    /** The folded topics that are keyed by user: partition p of each has the users of partition p. */
    public List<TopicPartition> foldedPartitions(int partition) {
        return Fold.TOPICS.stream()
                .filter(topic -> topic.shape() == Topic.Shape.PER_USER)
                .map(topic -> new TopicPartition(names.of(topic), partition))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    /** Starts to fold as soon as the topics exist. */
    void start() {
        loop.start(present);
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
