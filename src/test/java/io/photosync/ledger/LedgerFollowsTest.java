package io.photosync.ledger;

import static io.photosync.testkit.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.kafka.WriterMetrics;
import io.photosync.sandbox.Broker;
import io.photosync.testkit.MovableClock;
import io.photosync.testkit.SettlementBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fold over a broker's topics, through troubles on the way to it. */
@Timeout(120)
class LedgerFollowsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ERASED = Topic.STATE.id();

    private final MovableClock clock = new MovableClock(NOON);
    private final AtomicInteger told = new AtomicInteger();
    /** Of this test; the topics hold those of others too. */
    private final String user = UUID.randomUUID().toString();

    private static Broker broker;
    private static Admin admin;
    private TopicWriter writer;
    private Ledger ledger;

    @BeforeAll
    static void topics_of_one_partition() throws Exception {
        broker = Broker.startWithWire();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(Fold.TOPICS.stream().map(LedgerFollowsTest::topic).toList())
                .all()
                .get();
    }

    @AfterAll
    static void away() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void a_ledger_behind_the_wire() {
        writer = new TopicWriter(
                new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers())),
                new WriterMetrics(new SimpleMeterRegistry()),
                clock);
        ledger = new Ledger(
                new KafkaClients(Map.of("bootstrap.servers", broker.wire().bootstrapServers())),
                CompletableFuture.completedFuture(null),
                clock,
                List.of(new Faulty(), new Counting()));
    }

    @AfterEach
    void stop() {
        ledger.stop();
        broker.wire().mend();
        writer.close();
    }

    /** Compacted by hand only: what a compaction would have done is there immediately. */
    private static NewTopic topic(Topic topic) {
        return new NewTopic(topic.id(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact,delete"));
    }

    private static final class Faulty implements FoldFollower {
        @Override
        public void settled(String userId, SharePointState before, SharePointState after, Optional<Settlement> record) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public void event(Lane lane, PhotoEvent event) {
            throw new IllegalStateException("a defect");
        }
    }

    private final class Counting implements FoldFollower {
        @Override
        public void settled(String userId, SharePointState before, SharePointState after, Optional<Settlement> record) {
            told.addAndGet(userId.equals(user) ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FETCH, TOPIC_AUTHORIZATION_FAILED",
        "LIST_OFFSETS, TOPIC_AUTHORIZATION_FAILED",
        "METADATA, UNKNOWN_TOPIC_OR_PARTITION",
        "METADATA, TOPIC_AUTHORIZATION_FAILED"
    })
    void what_the_broker_refuses_for_a_while_is_noticed_and_ends_nothing_for_good(ApiKeys request, Errors error)
            throws Exception {
        // Given
        broker.wire().answer(request, error);
        ledger.start();
        RecordMetadata written = writer.writeState(key("key"), "before");
        assertThatThrownBy(() -> ledger.awaitFollowed(written)).isInstanceOf(WriteFailedException.class);

        // When
        broker.wire().mend();

        // Then
        awaitPassing(() -> ledger.follows());
        ledger.awaitFollowed(writer.writeState(key("key"), "after"));
        assertThat(ledger.state(key("key"), String.class)).hasValue("after");
    }

    @Test
    void a_right_that_is_taken_away_later_is_noticed_within_a_quarter_of_a_minute() throws Exception {
        // Given
        ledger.start();
        awaitPassing(() -> ledger.follows());

        // When
        broker.wire().answer(ApiKeys.FETCH, Errors.TOPIC_AUTHORIZATION_FAILED);
        RecordMetadata written = writer.writeState(key("key"), "unheard");
        clock.advance(Duration.ofSeconds(16));

        // Then
        assertThatThrownBy(() -> ledger.awaitFollowed(written)).isInstanceOf(WriteFailedException.class);
        assertThat(ledger.stalled(Duration.ofMinutes(5))).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(ledger.stalled(Duration.ofMinutes(5))).isPresent();
        broker.wire().mend();
        awaitPassing(() -> ledger.follows());
        assertThat(ledger.stalled(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void a_fault_in_what_follows_the_fold_is_neither_the_folds_nor_the_other_followers() throws Exception {
        ledger.start();
        awaitPassing(() -> ledger.follows());

        ledger.awaitFollowed(writer.write(Topic.PHOTO_SETTLED, user, synced()));

        assertThat(ledger.of(user).settled()).isPresent();
        assertThat(told).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"PT25H, PT24H, true", "PT2H, PT1H, true", "PT23H, PT24H, false"})
    void a_replica_that_was_cut_off_for_longer_than_nulls_are_kept_folds_again_from_the_start(
            Duration cutOff, Duration kept, boolean anew) throws Exception {
        // Given
        keepNulls(kept);
        ledger.start();
        writer.writeState(key("erased"), "value");
        RecordMetadata last = writer.writeState(key("standing"), "value");
        writer.write(Topic.PHOTO_SETTLED, user, synced());
        awaitPassing(() ->
                ledger.follows() && ledger.state(key("standing"), String.class).isPresent() && told.get() == 1);

        // When: the null came and went while the ledger did not follow
        broker.wire().cut("consumer");
        admin.deleteRecords(Map.of(new TopicPartition(ERASED, 0), RecordsToDelete.beforeOffset(last.offset())))
                .all()
                .get();
        clock.advance(cutOff);
        broker.wire().mend();
        writer.writeState(key("later"), "value");

        // Then
        awaitPassing(() ->
                ledger.follows() && ledger.state(key("later"), String.class).isPresent());
        assertThat(ledger.state(key("erased"), String.class).isEmpty()).isEqualTo(anew);
        assertThat(ledger.state(key("standing"), String.class)).isPresent();
        assertThat(ledger.of(user).settled()).isPresent();
        assertThat(told).hasValue(anew ? 2 : 1);
    }

    @Test
    void recreated_topics_are_folded_from_the_start() throws Exception {
        // Given
        ledger.start();
        writer.writeState(key("one"), "value");
        writer.writeState(key("two"), "value");
        awaitPassing(
                () -> ledger.follows() && ledger.state(key("two"), String.class).isPresent());

        // When
        admin.deleteTopics(List.of(ERASED)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(ERASED));
        admin.createTopics(List.of(topic(Topic.STATE))).all().get();
        await().ignoreExceptions()
                .until(() -> writer.writeState(key("three"), "value").offset() >= 0);

        // Then
        awaitPassing(() ->
                ledger.follows() && ledger.state(key("three"), String.class).isPresent());
        assertThat(ledger.state(key("one"), String.class)).isEmpty();
    }

    @Test
    void an_unreadable_state_record_counts_as_absent_until_it_is_replaced() throws Exception {
        ledger.start();
        awaitPassing(() -> ledger.follows());

        ledger.awaitFollowed(writer.send(Topic.STATE, key("key-1").text(), "{".getBytes(UTF_8), List.of())
                .get());
        ledger.awaitFollowed(writer.writeState(key("key-2"), "read"));

        assertThat(ledger.state(key("key-1"), String.class)).isEmpty();
        assertThat(ledger.states(StateKey.Family.MASS_CHANGE_DECISIONS, String.class))
                .containsEntry("key-2", "read")
                .doesNotContainKey("key-1");
        ledger.awaitFollowed(writer.writeState(key("key-1"), "replaced"));
        assertThat(ledger.state(key("key-1"), String.class)).hasValue("replaced");
    }

    private void keepNulls(Duration kept) throws Exception {
        ConfigEntry entry = new ConfigEntry("delete.retention.ms", Long.toString(kept.toMillis()));
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, ERASED),
                        List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    /** Our clock goes on meanwhile, a second at a time. */
    private void awaitPassing(Callable<Boolean> condition) {
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return condition.call();
        });
    }

    private static Settlement synced() {
        return new SettlementBuilder(Settlement.State.SYNCED, "event", NOON)
                .mediaEtag("e1")
                .sha256("sha")
                .fileBaseName("ada")
                .build();
    }

    private static StateKey key(String member) {
        return StateKey.Family.MASS_CHANGE_DECISIONS.of(member);
    }
}
