package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.FailureCode;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Settlement;
import io.photosync.event.UserChanged;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.page.Fingerprint;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole path: Exchange, Graph's notification, Kafka, SharePoint. */
@SandboxTest
class PhotoPathTest {

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
    private List<Person> employees;

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        employees = visitor.employees(10);
        await().until(() -> care.state() instanceof SubscriptionState.Alive);
        await().until(ledger::caughtUp);
    }

    @Test
    void a_photo_put_into_exchange_is_what_sharepoint_serves_in_three_sizes() {
        Person person = employees.get(0);

        visitor.putPhoto(person, 1);

        await().until(() -> visitor.inStep(person));
        assertThat(visitor.sides(person)).containsExactly(48, 72, 300);
        assertThat(visitor.property(person, "PictureURL")).hasValueSatisfying(url -> assertThat(url)
                .isEqualTo(sandbox.mySiteUrl() + "/User%20Photos/Profile%20Pictures/" + person.id() + "_MThumb.jpg"));
        assertThat(visitor.property(person, "SPS-PicturePlaceholderState")).contains("0");
        assertThat(visitor.property(person, "SPS-PictureExchangeSyncState")).contains("1");
        assertThat(visitor.property(person, "SPS-PictureTimestamp"))
                .hasValueSatisfying(stamp -> assertThat(stamp).matches("\\d{11}"));
    }

    @Test
    void a_change_costs_five_requests_the_first_time_four_the_next_and_none_when_the_photo_is_the_same_again() {
        Person person = employees.get(1);
        sandbox.troubles().counters().reset();

        visitor.putPhoto(person, 1);
        awaitSettled(person, Settlement.State.SYNCED, 1);
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isLessThanOrEqualTo(5);

        sandbox.troubles().counters().reset();
        visitor.putPhoto(person, 2);
        awaitSettled(person, Settlement.State.SYNCED, 2);
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isLessThanOrEqualTo(4);

        sandbox.troubles().counters().reset();
        visitor.putPhoto(person, 2);
        awaitSettled(person, Settlement.State.UNCHANGED, 2);
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isZero();
        assertThat(visitor.inStep(person)).isTrue();
    }

    @Test
    void a_request_is_carried_out_once_though_the_clock_that_dated_it_is_behind() throws Exception {
        // Given
        Person person = employees.get(4);
        visitor.putPhoto(person, 1);
        awaitSettled(person, Settlement.State.SYNCED, 1);
        twoMinutesAgo(person);
        visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();

        // When
        PhotoEvent request = request(person, Instant.now().minus(Duration.ofMinutes(5)));
        writer.writeEvent(Lane.LIVE, request);

        // Then
        await().until(() -> ended(person, request, Settlement.State.SYNCED));
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isPositive();

        // When: it is read again, as after a kill
        sandbox.troubles().counters().reset();
        writer.writeEvent(Lane.LIVE, request);

        // Then
        await().until(() -> ended(person, request, Settlement.State.UNCHANGED));
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isZero();
    }

    /** Dates the user's last end back. */
    private void twoMinutesAgo(Person person) throws Exception {
        Settlement end = ledger.of(person.id()).settled().orElseThrow();
        Settlement before = SettlementBuilder.from(end)
                .startedAt(end.startedAt().minusSeconds(120))
                .at(end.at().minusSeconds(120))
                .build();
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, person.id(), before));
    }

    @Test
    void a_removed_photo_is_taken_down() {
        Person person = employees.get(2);
        visitor.putPhoto(person, 1);
        visitor.awaitInStep(person);

        visitor.deletePhoto(person);

        await().until(() -> visitor.inStep(person));
        assertThat(visitor.sides(person)).isEmpty();
        assertThat(visitor.property(person, "SPS-PicturePlaceholderState")).contains("1");
    }

    @Test
    void a_person_without_a_mailbox_a_guest_and_an_unknown_id_change_nothing_and_are_no_errors() throws Exception {
        Person noMailbox = somebody(person -> !person.mailbox() && !person.guest());
        Person guest = somebody(Person::guest);
        String unknown = "00000000-aaaa-4bbb-8ccc-000000000001";
        visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();

        visitor.rename(noMailbox, "No Mailbox");
        visitor.rename(guest, "Guest");
        Instant now = Instant.now();
        writer.write(Topic.USER_CHANGED, unknown, new UserChanged(unknown, "updated", Optional.of(now), now));

        await().until(() -> sandbox.troubles().counters().of(Service.GRAPH).requests() >= 5);
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isZero();
        for (String user : List.of(noMailbox.id(), guest.id(), unknown)) {
            assertThat(ledger.letter(user)).isEmpty();
            assertThat(ledger.of(user).retry()).isEmpty();
        }
        assertThat(registry.find("photosync.hints.dropped").counters())
                .allSatisfy(dropped -> assertThat(dropped.count()).isZero());
    }

    @Test
    void a_record_that_is_no_event_becomes_a_dead_letter_and_the_lane_goes_on() throws Exception {
        Person person = employees.get(3);
        byte[] nonsense = "{\"specversion\":\"1.0\"}".getBytes(StandardCharsets.UTF_8);

        writer.send(Topic.PHOTO_UPDATED, person.id(), nonsense, List.of()).get();
        visitor.putPhoto(person, 1);

        visitor.awaitInStep(person);
        DeadLetterRecord letter = await().until(
                        () -> ledger.letters().stream()
                                .filter(open -> open.event().isEmpty())
                                .filter(open -> open.note().detail().contains("attribute id"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(letter.note().code()).isEqualTo(FailureCode.EVENT_UNREADABLE);
        assertThat(letter.origin().topic()).isEqualTo("photo-updated");
        assertThat(registry.counter("photosync.dead.letters", "reason", "event_unreadable")
                        .count())
                .as("the alert follows it")
                .isPositive();
        writer.erase(Topic.PHOTO_UPDATED_DLQ, letter.key());
        await().until(() -> ledger.letter(letter.key()).isEmpty());
    }

    @Test
    void a_profile_that_points_at_files_of_an_old_name_keeps_the_name_and_gets_the_new_photo() {
        Person person = Population.person(21);
        String oldName = person.userPrincipalName().replaceAll("[@.]", "_");
        assertThat(visitor.property(person, "PictureURL"))
                .hasValueSatisfying(url -> assertThat(url).contains(oldName));

        visitor.putPhoto(person, 5);

        Fingerprint wanted = Fingerprint.of(Pictures.jpeg(5)).orElseThrow();
        await().until(() -> visitor.file(oldName, "L")
                .flatMap(Fingerprint::of)
                .filter(wanted::isLike)
                .isPresent());
        assertThat(visitor.sides(person)).isEmpty();
        assertThat(visitor.property(person, "PictureURL"))
                .hasValueSatisfying(url -> assertThat(url).contains(oldName));
    }

    @Test
    void a_person_whose_profile_does_not_exist_yet_is_tried_again_later() {
        Person person = Population.person(26);

        visitor.putPhoto(person, 6);

        await().until(() -> ledger.of(person.id())
                .retry()
                .filter(retry -> retry.note().code() == FailureCode.PROFILE_MISSING)
                .isPresent());
        assertThat(ledger.letter(person.id())).isEmpty();
    }

    @Test
    void what_others_made_of_the_profile_is_right_after_the_next_photo() {
        visitor.looksAsOftenAsItLikes();
        PictureOwners owners = new PictureOwners(sandbox, ledger, writer, visitor);
        Person hidden = owners.shown(employees.get(5), 18);
        Person blanked = owners.shown(employees.get(6), 19);
        Person pointed = owners.shown(employees.get(7), 20);
        visitor.setProperty(hidden, "SPS-PicturePlaceholderState", "1");
        visitor.setProperty(hidden, "SPS-PictureExchangeSyncState", "0");
        visitor.setProperty(blanked, PictureOwners.URL, "");
        visitor.setProperty(pointed, PictureOwners.URL, "https://pictures.example/cat.jpg");

        for (Person person : List.of(hidden, blanked, pointed)) {
            visitor.putPhoto(person, 21);
        }

        for (Person person : List.of(hidden, blanked, pointed)) {
            owners.awaitOwnPicture(person);
            assertThat(visitor.property(person, "SPS-PictureExchangeSyncState")).contains("1");
        }
    }

    private static PhotoEvent request(Person person, Instant detectedAt) {
        Data data = new Data(
                person.userPrincipalName(),
                Optional.of("requested"),
                Optional.empty(),
                Optional.empty(),
                Cause.REQUEST,
                detectedAt);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), detectedAt, data);
    }

    private boolean ended(Person person, PhotoEvent event, Settlement.State state) {
        return ledger.of(person.id())
                .settled()
                .filter(end -> end.eventId().equals(event.id()) && end.state() == state)
                .isPresent();
    }

    private Person somebody(Predicate<Person> which) {
        return sandbox.directory().all().stream().filter(which).findFirst().orElseThrow();
    }

    private void awaitSettled(Person person, Settlement.State state, long seed) {
        String wanted = sandbox.exchangePhotos().find(person.id()).orElseThrow().mediaEtag();
        await("seed " + seed).until(() -> ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == state
                        && end.mediaEtag().filter(wanted::equals).isPresent())
                .isPresent());
    }
}
