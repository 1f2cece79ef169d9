package io.photosync.removal;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More removals than may pass: what an operator decides of them. */
@SandboxTest(value = Setup.PASSES, people = 240)
class RemovalDecisionsTest {
    /** Twice the time until a removal is confirmed: longer than a pass. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    private RemovalFixture stage;

    @BeforeEach
    void a_tenant_in_step() {
        stage = new RemovalFixture(sandbox, ledger);
    }

    @AfterEach
    void no_more_trouble() {
        stage.lane("resume");
    }

    @Test
    void many_real_removals_wait_for_an_operator_who_releases_them() {
        // Given
        List<Person> leaving = stage.shown.subList(10, 22);
        stage.deletePhotos(leaving);
        await().until(() -> stage.held() >= leaving.size());

        // When
        stage.operator()
                .body("{}")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
        stage.operator()
                .body("{\"reason\":\"asked the staff council\",\"dryRun\":true}")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(202)
                .body("dryRun", equalTo(true));
        stage.operator()
                .body("{\"reason\":\"asked the staff council\"}")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(202);

        // Then
        await().until(() -> leaving.stream()
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isEmpty()));
        assertThat(leaving)
                .allMatch(person ->
                        stage.removed(Topic.PHOTO_UPDATED_BULK, person) && !stage.removed(Topic.PHOTO_UPDATED, person));
        await().until(() -> stage.state().underway().isEmpty());
        stage.operator().get("/ops/api/audit").then().body("items[0].action", equalTo("RELEASE"));
        await().untilAsserted(() -> assertThat(stage.history(leaving.getFirst()))
                .containsSubsequence("REMOVED", "PUBLISHED", "RELEASED", "HELD", "SUSPECTED"));
    }

    @Test
    void released_removals_wait_for_room_in_the_bulk_lane_where_others_do_not_use_it_up() {
        // Given
        List<Person> leaving = stage.shown.subList(82, 152);
        stage.deletePhotos(leaving);
        await().until(() -> stage.held() >= leaving.size());
        stage.lane("pause");

        // When
        stage.decide("release", "asked the staff council");

        // Then
        await().until(() -> stage.state().waiting() == 10);
        stage.operator()
                .get("/ops/api/removals")
                .then()
                .body("state", equalTo("passing"))
                .body("order.action", equalTo("RELEASE"))
                .body("order.people", equalTo(10));

        // When one user changes a photo and others lose theirs
        stage.visitor.putPhoto(stage.shown.get(58), 7);
        List<Person> others = stage.shown.subList(60, 72);
        stage.deletePhotos(others);

        // Then
        stage.visitor.awaitInStep(stage.shown.subList(58, 59));
        await().until(() -> stage.held() >= others.size());
        stage.operator().get("/ops/api/status").then().body("removals.order.action", equalTo("RELEASE"));

        // When
        stage.decide("refuse", "not these, nor the rest");

        // Then
        await().until(() ->
                others.stream().allMatch(person -> stage.end(person).equals(Optional.of(Settlement.State.DISCARDED))));
        stage.lane("resume");
        await().until(() -> stage.ended(leaving, Settlement.State.REMOVED) == 60);
        assertThat(stage.ended(leaving, Settlement.State.DISCARDED)).isEqualTo(10);
        assertThat(stage.state().waiting()).isZero();
    }

    @Test
    void a_trickle_that_every_pass_lets_through_is_held_at_the_days_bound_until_an_operator_releases_it() {
        // Given: as many as one round lets pass
        List<Person> first = stage.shown.subList(73, 78);
        List<Person> later = stage.shown.subList(78, 82);
        stage.deletePhotos(first);
        await().until(() -> stage.ended(first, Settlement.State.REMOVED) == first.size());
        Instant over = Instant.now().plus(WINDOW);
        await().until(() -> Instant.now().isAfter(over));
        Wellness.of("removals").body("status", equalTo("UP"));

        // When: fewer than that go in another round, but too many for the day
        stage.deletePhotos(later);

        // Then
        await().untilAsserted(() ->
                Wellness.of("removals").body("status", equalTo("DOWN")).body("data.people", equalTo(later.size())));
        stage.operator()
                .get("/ops/api/status")
                .then()
                .body("removals.state", equalTo("held"))
                .body("removals.people", equalTo(later.size()));
        stage.passes.awaitMore(2);
        assertThat(stage.held()).isEqualTo(later.size());
        assertThat(later)
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isPresent());

        // When
        stage.decide("release", "they have left, one by one");

        // Then
        await().until(() -> stage.ended(later, Settlement.State.REMOVED) == later.size());
        await().untilAsserted(() -> Wellness.of("removals").body("status", equalTo("UP")));
    }

    @Test
    void what_an_operator_refuses_stays_until_there_is_another_photo() {
        // Given
        List<Person> staying = stage.shown.subList(30, 42);
        stage.deletePhotos(staying);
        await().until(() -> stage.state()
                .hold()
                .filter(hold -> hold.people() >= staying.size())
                .isPresent());

        // When
        stage.operator()
                .body("{\"reason\":\"a mistake\"}")
                .post("/ops/api/removals/refuse")
                .then()
                .statusCode(202);

        // Then
        await().until(() -> staying.stream().allMatch(person -> stage.end(person)
                .filter(end -> end == Settlement.State.DISCARDED)
                .isPresent()));
        stage.passes.awaitMore(3);
        assertThat(stage.state().hold()).isEmpty();
        assertThat(staying)
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isPresent());

        assertThat(stage.history(staying.getFirst()))
                .containsSubsequence("DISCARDED", "REFUSED", "HELD", "SUSPECTED")
                .doesNotContain("REMOVED");

        // When
        stage.visitor.putPhoto(staying.getFirst(), 5);

        // Then
        stage.visitor.awaitInStep(staying.subList(0, 1));
        stage.operator()
                .body("{\"reason\":\"twice\"}")
                .post("/ops/api/removals/refuse")
                .then()
                .statusCode(409);
    }

    @Test
    void photos_that_come_back_after_a_refusal_cost_no_request_to_sharepoint() {
        // Given
        List<Person> hidden = stage.shown.subList(45, 57);
        await().until(() -> hidden.stream()
                .allMatch(person -> ledger.of(person.id()).target().knownFiles().isPresent()));
        Map<String, List<Object>> photos = stage.hidePhotos(hidden);
        await().until(() -> stage.held() >= hidden.size());
        stage.decide("refuse", "an incident");
        await().until(() -> stage.ended(hidden, Settlement.State.DISCARDED) == hidden.size());
        stage.visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();

        // When
        sandbox.exchangePhotos().recall(photos);

        // Then
        await().until(() -> stage.ended(hidden, Settlement.State.UNCHANGED) == hidden.size());
        assertThat(stage.visitor.quiet(Service.SHAREPOINT).requests()).isZero();
        assertThat(hidden)
                .allMatch(
                        person -> sandbox.sharePoint().shownPicture(person, "L").isPresent());

        // When
        stage.visitor.putPhoto(hidden.getFirst(), 7);

        // Then
        stage.visitor.awaitInStep(hidden.getFirst());
    }

    @Test
    void a_reader_may_decide_nothing() {
        given().body("{}")
                .contentType("application/json")
                .post("/ops/api/removals/release")
                .then()
                .statusCode(401);
    }
}
