package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Decoding;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.Lane;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import io.photosync.sync.LaneWorker;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import io.photosync.thumbnail.Thumbnailer;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An attempt that ends with its process is counted all the same, where a photo may be to blame. */
@SandboxTest
class HeavyPictureTest {
    private static final Path HEAVY = Path.of("src/test/resources/images/rgba16-2399x2399.png");

    Sandbox sandbox;

    @Inject
    SubscriptionTask care;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    Thumbnailer thumbnailer;

    @Inject
    LaneWorker lanes;

    private TenantVisitor visitor;
    private List<Person> employees;

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        employees = visitor.employees(10);
        await().until(() -> care.state() instanceof SubscriptionState.Alive);
        await().until(ledger::caughtUp);
    }

    @Test
    void a_photo_that_takes_much_is_written_down_before_it_is_decoded_and_no_more_once_it_was() throws Exception {
        Person person = employees.get(0);
        byte[] photo = Files.readAllBytes(HEAVY);

        sandbox.exchangePhotos().damage(person.id(), photo);

        await().until(() -> state(person).equals(Optional.of(Settlement.State.SYNCED)));
        assertThat(marks(person)).hasSize(1).allMatch(mark -> mark.contains(sha256(photo)));
        assertThat(ledger.of(person.id()).retry().flatMap(PendingRetry::decoding))
                .isEmpty();
    }

    @Test
    void a_photo_as_exchange_makes_them_costs_no_record() {
        Person person = employees.get(1);

        visitor.putPhoto(person, 1);

        visitor.awaitInStep(person);
        assertThat(marks(person)).isEmpty();
    }

    @Test
    void a_photo_while_decoding_which_another_process_ended_is_a_dead_letter_and_a_replay_tries_it_again()
            throws Exception {
        // Given: what such a process leaves behind
        Person person = employees.get(2);
        byte[] photo = Files.readAllBytes(HEAVY);
        ledger.awaitFolded(writer.write(
                Topic.PHOTO_UPDATED_RETRY, person.id(), leftBehind(person, sha256(photo), Duration.ofSeconds(10))));

        // When
        sandbox.exchangePhotos().damage(person.id(), photo);

        // Then
        DeadLetterRecord letter = await().until(() -> ledger.letter(person.id()), Optional::isPresent)
                .orElseThrow();
        assertThat(letter.note().code()).isEqualTo(FailureCode.IMAGE_UNREADABLE);
        assertThat(letter.note().detail()).contains("ended while it decoded this photo");
        await().until(() -> ledger.of(person.id()).retry().isEmpty());
        assertThat(marks(person)).hasSize(1);

        // When
        writer.writeEvent(Lane.LIVE, event(person, Cause.REPLAY));

        // Then
        await().until(() -> state(person).equals(Optional.of(Settlement.State.SYNCED)));
    }

    @Test
    void a_photo_that_waits_for_a_decoder_is_not_written_down_yet() throws Exception {
        // Given: both decoders are at work
        List<Person> waiting = employees.subList(4, 7);
        byte[] small = Files.readAllBytes(Path.of("src/test/resources/images/face-48.png"));
        try (var _ = thumbnailer.hold(small);
                var _ = thumbnailer.hold(small)) {

            // When
            for (Person person : waiting) {
                sandbox.exchangePhotos().damage(person.id(), Files.readAllBytes(HEAVY));
            }

            // Then: the process may end now, and nobody's photo is to blame
            await().until(() -> lanes.state().inHand() >= waiting.size());
            await().during(Duration.ofSeconds(3)).until(() -> waiting.stream()
                    .allMatch(person -> marks(person).isEmpty()));
        }
        await().until(() ->
                waiting.stream().allMatch(person -> state(person).equals(Optional.of(Settlement.State.SYNCED))));
        assertThat(waiting).allMatch(person -> marks(person).size() == 1);
    }

    @Test
    void a_photo_that_another_process_may_still_be_decoding_waits_for_it() throws Exception {
        // Given
        Person person = employees.get(7);
        byte[] photo = Files.readAllBytes(HEAVY);
        ledger.awaitFolded(writer.write(
                Topic.PHOTO_UPDATED_RETRY, person.id(), leftBehind(person, sha256(photo), Duration.ofSeconds(60))));

        // When
        sandbox.exchangePhotos().damage(person.id(), photo);
        await().until(() -> lanes.state().inHand() > 0);
        await().during(Duration.ofSeconds(3))
                .until(() -> ledger.letter(person.id()).isEmpty());
        ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_RETRY, person.id()));

        // Then: sooner than that process had to be done
        await().atMost(Duration.ofSeconds(30)).until(() -> state(person).equals(Optional.of(Settlement.State.SYNCED)));
        assertThat(ledger.letter(person.id())).isEmpty();
    }

    @Test
    void another_photo_of_that_user_is_decoded_all_the_same() throws Exception {
        // Given
        Person person = employees.get(3);

        // When
        visitor.putPhoto(person, 1);
        visitor.awaitInStep(person);
        ledger.awaitFolded(writer.write(
                Topic.PHOTO_UPDATED_RETRY, person.id(), leftBehind(person, "0f".repeat(32), Duration.ofSeconds(120))));
        visitor.putPhoto(person, 2);

        // Then
        visitor.awaitInStep(person);
        assertThat(ledger.letter(person.id())).isEmpty();
    }

    /** @param until within that time the process may still be at work */
    private static PendingRetry leftBehind(Person person, String sha256, Duration until) {
        Instant now = Instant.now();
        FailureNote note = new FailureNote(FailureCode.UNEXPECTED, "", now, now, Optional.empty(), Optional.empty());
        return new PendingRetry(
                event(person, Cause.NOTIFICATION),
                1,
                now.plus(until),
                note,
                new RecordPosition(Topic.PHOTO_UPDATED.id(), 0, 0),
                Optional.empty(),
                Optional.of(new Decoding("another1", sha256)));
    }

    private static PhotoEvent event(Person person, Cause cause) {
        Instant now = Instant.now();
        return PhotoEvent.fresh(
                PhotoEvent.UPDATED,
                person.id(),
                now,
                new Data(
                        person.userPrincipalName(),
                        Optional.of("another-etag"),
                        Optional.empty(),
                        Optional.empty(),
                        cause,
                        now));
    }

    private List<String> marks(Person person) {
        return new TopicReader(sandbox)
                .all(Topic.PHOTO_UPDATED_RETRY).stream()
                        .filter(record -> record.key().equals(person.id()) && record.value() != null)
                        .map(ConsumerRecord::value)
                        .filter(value -> value.contains("\"decoding\""))
                        .toList();
    }

    private Optional<Settlement.State> state(Person person) {
        return ledger.of(person.id()).settled().map(Settlement::state);
    }

    private static String sha256(byte[] photo) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
