package io.photosync.sweep;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterWriter;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graph notifies of no photo change: the sweep finds it all the same. */
@SandboxTest(value = Setup.PASSES, people = 250)
class SweepTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    RosterWriter roster;

    @Inject
    SweepView view;

    @Inject
    MeterRegistry registry;

    private TenantVisitor visitor;
    private LaneEvents laneEvents;
    private List<Person> people;

    @BeforeEach
    void a_tenant_in_sync_without_notifications() throws Exception {
        sandbox.switches().setPhotoChangeNotifies(false);
        visitor = new TenantVisitor(sandbox);
        laneEvents = new LaneEvents(sandbox);
        await().until(ledger::caughtUp);
        for (Person person : sandbox.directory().all()) {
            roster.change(person.id(), entry -> entry.isPresent() ? entry : Optional.of(entry(person)));
        }
        roster.flush();
        await("first fill").atMost(Duration.ofMinutes(2)).until(() -> sandbox.directory().all().stream()
                .allMatch(this::settled));
        people = sandbox.directory().all().stream()
                .filter(person -> ended(person)
                        .filter(end -> end == Settlement.State.SYNCED)
                        .isPresent())
                .limit(20)
                .toList();
        awaitPass();
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
        sandbox.switches().setPhotosPerBatch(0);
        sandbox.switches().setPhotoChangeNotifies(false);
    }

    @Test
    void a_changed_photo_is_in_sharepoint_within_a_pass() {
        Person person = people.get(0);

        visitor.putPhoto(person, 1);

        visitor.awaitInStep(person);
        assertThat(laneEvents.events(Topic.PHOTO_UPDATED, person))
                .extracting(event -> event.data().cause())
                .last()
                .isEqualTo(Cause.SWEEP);
    }

    @Test
    void the_first_fill_went_through_the_bulk_lane() {
        assertThat(laneEvents.events(Topic.PHOTO_UPDATED_BULK, people.get(19)))
                .extracting(event -> event.data().cause())
                .containsExactly(Cause.FIRST_FILL);
        assertThat(view.state().orElseThrow().backlog()).isZero();
    }

    @Test
    void passes_in_which_graph_refuses_all_users_are_reported_in_its_words_until_it_answers_again() {
        // When
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "/photo", 400)
                        .content(
                                "application/json",
                                "{\"error\": {\"code\": \"UnknownError\", \"message\": \"no Exchange\"}}"));

        // Then
        await().until(() -> view.promise()
                .broken()
                .filter(why -> why.contains("UnknownError: no Exchange"))
                .isPresent());
        assertThat(registry.get("photosync.sweep.on.schedule").gauge().value()).isZero();
        assertThat(registry.get("photosync.sweep.last.pass.unanswered")
                        .tag("reason", "unknown_code")
                        .gauge()
                        .value())
                .isGreaterThan(100);
        Wellness.of("sweep").body("data.why", containsString("UnknownError: no Exchange"));
        given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .get("/ops/api/status")
                .then()
                .body("sweep.broken", containsString("UnknownError: no Exchange"));
        sandbox.troubles().faults().remove(fault -> true);
        await().until(() -> view.promise().broken().isEmpty());
    }

    @Test
    void a_change_that_a_hint_the_sweep_and_an_operator_find_is_synced_once() {
        // Given
        Person person = people.get(1);
        sandbox.switches().setPhotoChangeNotifies(true);
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ofMillis(500));
        visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();

        // When
        visitor.putPhoto(person, 2);
        await().until(() -> !ledger.of(person.id()).target().open().isEmpty());
        given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .post("/ops/api/users/{id}/sync", person.id())
                .then()
                .statusCode(202);

        // Then
        awaitSettled(person);
        awaitPass();
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isLessThanOrEqualTo(4);
        assertThat(visitor.inStep(person)).isTrue();
        assertThat(laneEvents.events(Topic.PHOTO_UPDATED, person))
                .extracting(event -> event.data().cause())
                .containsOnlyOnce(Cause.REQUEST)
                .last()
                .isEqualTo(Cause.REQUEST);
    }

    @Test
    void a_new_etag_over_the_same_bytes_costs_sharepoint_nothing() {
        // Given
        Person person = people.get(2);
        visitor.putPhoto(person, 3);
        awaitSettled(person);
        visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();

        // When
        visitor.putPhoto(person, 3);

        // Then
        awaitSettled(person);
        assertThat(ended(person)).contains(Settlement.State.UNCHANGED);
        assertThat(visitor.quiet(Service.SHAREPOINT).requests()).isZero();
    }

    @Test
    void items_that_are_throttled_or_fail_inside_batches_lose_no_change_and_are_no_removal() {
        // Given
        sandbox.switches().setPhotosPerBatch(12);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET .*/photo$", 429)
                        .retryAfter(1)
                        .percent(30));
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET .*/users/.*photo$", 500).percent(20));

        // When
        List<Person> changed = people.subList(3, 9);
        changed.forEach(person -> visitor.putPhoto(person, 4));

        // Then
        changed.forEach(this::awaitSettled);
        awaitPass();
        assertNoUserLostAPhoto();
    }

    @Test
    void graph_being_away_loses_no_change_and_is_no_removal() throws InterruptedException {
        // Given
        List<Person> changed = people.subList(9, 12);
        changed.forEach(person -> visitor.putPhoto(person, 5));

        // When
        sandbox.troubles().faults().put(Fault.always(Service.GRAPH, ".", 503));
        Thread.sleep(Duration.ofSeconds(8));
        sandbox.troubles().faults().remove(fault -> true);

        // Then
        changed.forEach(this::awaitSettled);
        assertNoUserLostAPhoto();
    }

    @Test
    void not_found_for_all_users_is_no_removal_and_loses_no_change() {
        // Given
        sandbox.troubles().faults().put(Fault.always(Service.GRAPH, "GET .*/photo$", 404));
        // More than the time after which a removal is confirmed.
        for (int pass = 0; pass < 3; pass++) {
            awaitPass();
        }

        // When
        Person person = people.get(12);
        sandbox.troubles().faults().remove(fault -> true);
        visitor.putPhoto(person, 6);

        // Then
        awaitSettled(person);
        assertNoUserLostAPhoto();
    }

    private void assertNoUserLostAPhoto() {
        assertThat(laneEvents.events(Topic.PHOTO_UPDATED)).noneMatch(PhotoEvent::removal);
        assertThat(people).allSatisfy(person -> {
            assertThat(ended(person)).isNotEqualTo(Optional.of(Settlement.State.REMOVED));
            assertThat(ledger.roster().get(person.id()).mediaEtag()).isPresent();
        });
    }

    private void awaitSettled(Person person) {
        String etag = sandbox.exchangePhotos().find(person.id()).orElseThrow().mediaEtag();
        await("settled " + person.id()).until(() -> ledger.of(person.id())
                .settled()
                .flatMap(Settlement::mediaEtag)
                .filter(etag::equals)
                .isPresent());
    }

    private RosterEntry entry(Person person) {
        return new RosterEntryBuilder(person.userPrincipalName(), person.displayName())
                .guest(person.guest())
                .enabled(person.enabled())
                .build();
    }

    private boolean settled(Person person) {
        boolean photo = sandbox.exchangePhotos().find(person.id()).isPresent();
        boolean open = ledger.of(person.id()).retry().isPresent();
        return !photo || open || ended(person).isPresent();
    }

    private Optional<Settlement.State> ended(Person person) {
        return ledger.of(person.id()).settled().map(Settlement::state);
    }

    private void awaitPass() {
        long now = view.state()
                .flatMap(SweepState::running)
                .map(SweepState.Running::number)
                .orElse(0L);
        await().until(() -> view.state()
                .flatMap(SweepState::last)
                .filter(last -> last.number() > now)
                .isPresent());
    }
}
