package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.kafka.CutRecord;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import io.photosync.testkit.HintsOfUsers;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a foreign producer writes into a topic that we consume, it is a dead letter, and all others' work goes on. */
@SandboxTest
class OddRecordsTest {
    /** Some turns of a consumer that reads a batch again. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(8);

    Sandbox sandbox;

    @Inject
    SubscriptionTask care;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    MeterRegistry registry;

    private TenantVisitor visitor;
    private TopicReader topics;
    private List<Person> employees;

    @BeforeEach
    void a_foreign_producer() {
        visitor = new TenantVisitor(sandbox);
        topics = new TopicReader(sandbox);
        employees = visitor.employees(10);
        await().until(() -> care.state() instanceof SubscriptionState.Alive);
        await().until(ledger::caughtUp);
    }

    @AfterEach
    void whose_letters_are_closed() throws Exception {
        for (Topic topic : Topic.values()) {
            topics.refuseNoMore(topic);
        }
        for (DeadLetterRecord letter : List.copyOf(ledger.letters())) {
            ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_DLQ, letter.key()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"PHOTO_UPDATED", "PHOTO_UPDATED_BULK", "USER_CHANGED"})
    void a_record_that_is_too_long_is_a_dead_letter_with_its_beginning_and_its_true_length(Topic topic) {
        // Given
        Person person = employees.get(topic.ordinal());
        int packed = (32 << 20) + topic.ordinal();
        int plain = 1_000_000 + topic.ordinal();

        // When
        topics.writePacked(
                topic, person.id(), "{\"id\":\"x".concat("x".repeat(packed - 8)).getBytes(UTF_8), "gzip");
        topics.writePacked(topic, person.id(), "x".repeat(plain).getBytes(UTF_8), "none");
        visitor.putPhoto(person, 1);

        // Then
        await().until(() -> visitor.inStep(person));
        assertThat(letter(packed).value()).hasSize(CutRecord.KEPT).startsWith("{\"id\":\"xxx");
        assertThat(letter(plain).value()).hasSize(CutRecord.KEPT);
        assertThat(letter(plain).key()).startsWith(topic.id() + "-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1600-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"})
    void an_event_of_a_time_with_which_nobody_can_reckon_is_one_too(String time) {
        // Given
        Person person = employees.get(4);
        Instant now = Instant.now();
        Data data = new Data(
                person.userPrincipalName(),
                Optional.of(time),
                Optional.empty(),
                Optional.empty(),
                Cause.NOTIFICATION,
                now);
        String event = new String(EventJson.write(PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), now, data)), UTF_8);

        // When
        topics.writePacked(
                Topic.PHOTO_UPDATED,
                person.id(),
                event.replace(now.toString(), time).getBytes(UTF_8),
                "none");

        // Then
        await().until(() -> topics.standing(Topic.PHOTO_UPDATED_DLQ).values().stream()
                .anyMatch(letter -> letter.value().contains("\"mediaEtag\":\"" + time)));
    }

    @Test
    void while_a_dead_letter_cannot_be_written_others_are_synced_and_it_is_written_later() throws Exception {
        // Given
        Person person = employees.get(5);
        int length = 50_001;
        topics.refuseLongerThan(Topic.PHOTO_UPDATED_DLQ, 100);

        // When
        topics.writePacked(Topic.PHOTO_UPDATED, person.id(), "x".repeat(length).getBytes(UTF_8), "none");
        visitor.putPhoto(person, 1);

        // Then
        await().until(() -> visitor.inStep(person));
        assertThat(letters(length)).isEmpty();

        // When: from now on there is room for a letter, but not for what it is about
        topics.refuseLongerThan(Topic.PHOTO_UPDATED_DLQ, 1500);

        // Then
        assertThat(letter(length).value()).isEmpty();
    }

    @Test
    void what_is_no_hint_is_one_letter_however_long_the_hint_beside_it_has_to_wait() throws Exception {
        // Given: a hint that waits, since Kafka takes no event
        Person person = employees.get(7);
        String value = "no hint";
        double letters = count("photosync.dead.letters", "event_unreadable");
        double dropped = count("photosync.hints.dropped", "unreadable");
        topics.refuseLongerThan(Topic.PHOTO_UPDATED, 100);
        visitor.putPhoto(person, 1);
        HintsOfUsers hints = new HintsOfUsers(sandbox);
        await().until(() -> hints.waiting() > 0);

        // When
        topics.write(Topic.USER_CHANGED, person.id(), value);

        // Then
        await().until(() -> written(value).size() == 1);
        await().during(READ_AGAIN).until(() -> written(value).size() == 1);
        topics.refuseNoMore(Topic.PHOTO_UPDATED);
        await().until(() -> visitor.inStep(person) && hints.waiting() == 0);
        assertThat(written(value)).hasSize(1);
        assertThat(count("photosync.dead.letters", "event_unreadable")).isEqualTo(letters + 1);
        assertThat(count("photosync.hints.dropped", "unreadable")).isEqualTo(dropped + 1);
    }

    @Test
    void what_stands_among_the_retries_and_is_none_is_one_as_well_and_the_retry_before_it_is_still_pending()
            throws Exception {
        // Given
        Person person = employees.get(6);
        PendingRetry pending = pendingFor(person);
        ledger.awaitFolded(writer.write(Topic.PHOTO_UPDATED_RETRY, person.id(), pending));

        // When
        topics.writePacked(Topic.PHOTO_UPDATED_RETRY, person.id(), new byte[2_000_001], "gzip");
        topics.writePacked(
                Topic.PHOTO_UPDATED_RETRY, "nobody", "[".repeat(40_001).getBytes(UTF_8), "gzip");

        // Then
        assertThat(letter(2_000_001).key()).startsWith("photo-updated-retry-");
        assertThat(letter(40_001).value()).startsWith("[[[");
        await().until(() -> {
            var retries = topics.standing(Topic.PHOTO_UPDATED_RETRY);
            return retries.get(person.id()).value().contains("GRAPH_FAILED") && !retries.containsKey("nobody");
        });
        assertThat(ledger.of(person.id()).retry()).contains(pending);
        ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_RETRY, person.id()));
    }

    @Test
    void its_letter_is_written_once_though_the_retry_before_it_cannot_be_restored_at_first() throws Exception {
        // Given
        Person person = employees.get(8);
        String value = "no retry";
        PendingRetry pending = pendingFor(person);
        ledger.awaitFolded(writer.write(Topic.PHOTO_UPDATED_RETRY, person.id(), pending));
        topics.refuseLongerThan(Topic.PHOTO_UPDATED_RETRY, 200);

        // When
        topics.write(Topic.PHOTO_UPDATED_RETRY, person.id(), value);

        // Then
        await().until(() -> written(value).size() == 1);
        await().during(READ_AGAIN).until(() -> written(value).size() == 1);
        topics.refuseNoMore(Topic.PHOTO_UPDATED_RETRY);
        await().until(() -> topics.standing(Topic.PHOTO_UPDATED_RETRY)
                .get(person.id())
                .value()
                .contains("GRAPH_FAILED"));
        assertThat(written(value)).hasSize(1);
        ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_RETRY, person.id()));
    }

    @Test
    void a_photo_that_is_none_is_one_letter_though_its_end_cannot_be_written_at_first() throws Exception {
        // Given
        Person person = employees.get(9);
        topics.refuseLongerThan(Topic.PHOTO_SETTLED, 200);

        // When
        sandbox.exchangePhotos().damage(person.id(), "no image".getBytes(UTF_8));

        // Then
        await().until(() -> lettersOf(person) == 1);
        await().during(READ_AGAIN).until(() -> lettersOf(person) == 1);
        topics.refuseNoMore(Topic.PHOTO_SETTLED);
        await().until(() -> ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == Settlement.State.DEAD_LETTERED)
                .isPresent());
        assertThat(lettersOf(person)).isEqualTo(1);
    }

    private static PendingRetry pendingFor(Person person) {
        Instant now = Instant.now();
        Data data = new Data(
                person.userPrincipalName(), Optional.empty(), Optional.empty(), Optional.empty(), Cause.SWEEP, now);
        return new PendingRetry(
                PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), now, data),
                1,
                now.plusSeconds(3_600),
                new FailureNote(FailureCode.GRAPH_FAILED, "x", now, now, Optional.empty(), Optional.empty()),
                new RecordPosition(Topic.PHOTO_UPDATED.id(), 0, 0));
    }

    private long lettersOf(Person person) {
        return topics.all(Topic.PHOTO_UPDATED_DLQ).stream()
                .filter(letter -> letter.key().equals(person.id()) && letter.value() != null)
                .count();
    }

    private double count(String meter, String reason) {
        return registry.counter(meter, "reason", reason).count();
    }

    /** Each letter about such a value, resolved or replaced or not. */
    private List<ConsumerRecord<String, String>> written(String value) {
        return topics.all(Topic.PHOTO_UPDATED_DLQ).stream()
                .filter(letter -> value.equals(letter.value()))
                .toList();
    }

    private ConsumerRecord<String, String> letter(int length) {
        return await().until(() -> letters(length), found -> found.size() == 1).getFirst();
    }

    private List<ConsumerRecord<String, String>> letters(int length) {
        return topics.standing(Topic.PHOTO_UPDATED_DLQ).values().stream()
                .filter(letter -> TopicReader.headers(letter).contains("photosync-value-length=" + length))
                .toList();
    }
}
