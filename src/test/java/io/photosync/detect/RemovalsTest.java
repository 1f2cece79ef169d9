package io.photosync.detect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.detect.RemovalState.Hold;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.event.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.path.Lanes;
import io.photosync.path.TenantVisitor;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxResource;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.sharepoint.Limits;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graph says "no photo": of one person, wrongly, of everybody. */
@QuarkusTest
@WithTestResource(
        value = SandboxResource.class,
        initArgs = {
            @ResourceArg(name = "photosync.sweep.enabled", value = "true"),
            @ResourceArg(name = "photosync.sweep.every", value = "PT3S"),
            @ResourceArg(name = "photosync.removal.confirm-after", value = "PT4S"),
            @ResourceArg(name = "photosync.removal.at-most", value = "5"),
            @ResourceArg(name = "photosync.bulk.waiting-at-most", value = "20"),
            @ResourceArg(name = "photosync.sharepoint.units-per-minute", value = "1000000"),
            @ResourceArg(name = "photosync.sharepoint.profile-calls-per-five-minutes", value = "1000000")
        })
class RemovalsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    Removals removals;

    private TenantVisitor visitor;
    private List<Person> shown;

    @BeforeEach
    void a_tenant_in_step() {
        sandbox.switches().setPhotoChangeNotifies(false);
        sandbox.sharePoint().limit(new Limits(1_000_000, 10_000_000, 1_000_000, false));
        visitor = new TenantVisitor(sandbox);
        await("first fill").atMost(Duration.ofMinutes(2)).until(() -> settled() > 200);
        shown = sandbox.directory().all().stream()
                .filter(person -> sandbox.sharePoint().shownPicture(person, "L").isPresent())
                .filter(person -> sandbox.exchangePhotos().find(person.id()).isPresent())
                .toList();
        await().atMost(SOON).until(() -> RemovalState.read(ledger).hold().isEmpty());
    }

    @AfterEach
    void no_more_trouble() {
        sandbox.switches().setPhotosHidden(false);
        lane("resume");
    }

    @Test
    void a_removed_photo_is_taken_down_after_a_second_answer() {
        // Given
        Person person = shown.get(0);

        // When
        visitor.deletePhoto(person);

        // Then
        await().atMost(SOON)
                .until(() -> sandbox.sharePoint().shownPicture(person, "L").isEmpty());
        await().atMost(SOON).until(() -> state(person).equals(Optional.of(Settlement.State.REMOVED)));
        assertThat(removed(Topic.PHOTO_UPDATED, person)).isTrue();
    }

    @Test
    void one_confused_answer_takes_nobody_s_photo_away() {
        // Given
        Person person = shown.get(1);
        int rounds = rounds();

        // When
        visitor.deletePhoto(person);
        await().atMost(SOON).until(() -> removals.of(person.id()).isPresent());
        visitor.putPhoto(person, 3);

        // Then
        await().atMost(SOON).until(() -> rounds() >= rounds + 4);
        assertThat(removals.of(person.id())).isEmpty();
        visitor.awaitInStep(List.of(person), SOON);
        assertThat(removed(Topic.PHOTO_UPDATED, person)).isFalse();
    }

    @Test
    void an_incident_is_held_back_and_the_hold_ends_by_itself_when_it_is_over() {
        // When
        sandbox.switches().setPhotosHidden(true);

        // Then
        await().atMost(SOON).until(() -> RemovalState.read(ledger).hold().isPresent());
        operator().get("/ops/api/status").then().body("removals.state", equalTo("held"));
        int rounds = rounds();
        await().atMost(SOON).until(() -> rounds() >= rounds + 3);
        await().atMost(SOON)
                .until(() -> RemovalState.read(ledger).hold().orElseThrow().people() > 100);

        // When
        sandbox.switches().setPhotosHidden(false);

        // Then
        await().atMost(SOON).until(() -> RemovalState.read(ledger).hold().isEmpty());
        assertThat(shown)
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isPresent());
    }

    @Test
    void many_real_removals_wait_for_an_operator_who_releases_them() {
        // Given
        List<Person> leaving = shown.subList(10, 22);
        leaving.forEach(visitor::deletePhoto);
        await().atMost(SOON).until(() -> RemovalState.read(ledger).hold().isPresent());

        // When
        operator()
                .body("{}")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
        operator()
                .body("{\"reason\":\"asked the staff council\",\"dryRun\":true}")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(202)
                .body("dryRun", equalTo(true));
        operator()
                .body("{\"reason\":\"asked the staff council\"}")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(202);

        // Then
        await().atMost(SOON).until(() -> leaving.stream()
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isEmpty()));
        assertThat(leaving)
                .allMatch(person -> removed(Topic.PHOTO_UPDATED_BULK, person) && !removed(Topic.PHOTO_UPDATED, person));
        await().atMost(SOON).until(() -> RemovalState.read(ledger).underway().isEmpty());
        operator().get("/ops/api/audit").then().body("items[0].action", equalTo("RELEASE"));
    }

    @Test
    void released_removals_wait_for_room_in_the_bulk_lane_where_others_do_not_use_it_up() {
        // Given
        List<Person> leaving = shown.subList(50, 80);
        leaving.forEach(visitor::deletePhoto);
        await().atMost(SOON).until(() -> held() >= leaving.size());
        lane("pause");

        // When
        decide("release", "asked the staff council");

        // Then
        await().atMost(SOON).until(() -> RemovalState.read(ledger).waiting() == 10);
        operator()
                .get("/ops/api/removals")
                .then()
                .body("state", equalTo("passing"))
                .body("order.action", equalTo("RELEASE"))
                .body("order.people", equalTo(10));

        // When somebody changes a photo and others lose theirs
        visitor.putPhoto(shown.get(80), 7);
        List<Person> others = shown.subList(81, 93);
        others.forEach(visitor::deletePhoto);

        // Then
        visitor.awaitInStep(shown.subList(80, 81), SOON);
        await().atMost(SOON).until(() -> held() >= others.size());
        operator().get("/ops/api/status").then().body("removals.order.action", equalTo("RELEASE"));

        // When
        decide("refuse", "not these, nor the rest");

        // Then
        await().atMost(SOON).until(() -> others.stream()
                .allMatch(person -> state(person).equals(Optional.of(Settlement.State.DISCARDED))));
        lane("resume");
        await().atMost(SOON).until(() -> ended(leaving, Settlement.State.REMOVED) == 20);
        assertThat(ended(leaving, Settlement.State.DISCARDED)).isEqualTo(10);
        assertThat(RemovalState.read(ledger).waiting()).isZero();
    }

    @Test
    void what_an_operator_refuses_stays_until_there_is_another_photo() {
        // Given
        List<Person> staying = shown.subList(30, 42);
        staying.forEach(visitor::deletePhoto);
        await().atMost(SOON).until(() -> RemovalState.read(ledger)
                .hold()
                .filter(hold -> hold.people() >= staying.size())
                .isPresent());

        // When
        operator()
                .body("{\"reason\":\"a mistake\"}")
                .post("/ops/api/removals/refuse")
                .then()
                .statusCode(202);

        // Then
        await().atMost(SOON).until(() -> staying.stream().allMatch(person -> state(person)
                .filter(end -> end == Settlement.State.DISCARDED)
                .isPresent()));
        int rounds = rounds();
        await().atMost(SOON).until(() -> rounds() >= rounds + 3);
        assertThat(RemovalState.read(ledger).hold()).isEmpty();
        assertThat(staying)
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isPresent());

        // When
        visitor.putPhoto(staying.getFirst(), 5);

        // Then
        visitor.awaitInStep(staying.subList(0, 1), SOON);
        operator()
                .body("{\"reason\":\"twice\"}")
                .post("/ops/api/removals/refuse")
                .then()
                .statusCode(409);
    }

    @Test
    void who_only_reads_may_decide_nothing() {
        given().body("{}")
                .contentType("application/json")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(401);
    }

    private int held() {
        return RemovalState.read(ledger).hold().map(Hold::people).orElse(0);
    }

    private long ended(List<Person> people, Settlement.State how) {
        return people.stream()
                .filter(person -> state(person).equals(Optional.of(how)))
                .count();
    }

    private void decide(String action, String reason) {
        operator()
                .body("{\"reason\":\"%s\"}".formatted(reason))
                .post("/ops/api/removals/" + action)
                .then()
                .statusCode(202);
    }

    private void lane(String action) {
        operator()
                .body("{\"reason\":\"a test\"}")
                .post("/ops/api/lanes/bulk/" + action)
                .then()
                .statusCode(200);
    }

    /** Whether that lane's last word on the person is that the photo is gone. */
    private boolean removed(Topic lane, Person person) {
        List<PhotoEvent> events = new Lanes(sandbox).events(lane, person);
        return !events.isEmpty() && events.getLast().removal();
    }

    private long settled() {
        return sandbox.directory().all().stream()
                .filter(person -> state(person).isPresent())
                .count();
    }

    private Optional<Settlement.State> state(Person person) {
        return ledger.of(person.id()).settled().map(Settlement::state);
    }

    private int rounds() {
        return SweepState.of(ledger)
                .flatMap(SweepState::last)
                .map(last -> (int) last.number())
                .orElse(0);
    }

    private RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json");
    }
}
