package io.photosync.masschange;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.PhotoImport;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.SweepPasses;
import io.photosync.testkit.TenantVisitor;
import io.restassured.specification.RequestSpecification;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same photo for many users. */
@SandboxTest(value = Setup.PASSES, people = 200)
class MassChangeTest {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int AT_MOST = 20;

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    MassChanges changes;

    @Inject
    SmallRyeHealthReporter health;

    private TenantVisitor visitor;
    private List<Person> users;

    @BeforeEach
    void a_tenant_in_step() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        await("first fill")
                .atMost(SOON)
                .until(() -> sandbox.directory().all().stream()
                                .filter(user -> ended(user, Settlement.State.SYNCED))
                                .count()
                        > 120);
        // Users without a profile are retried for an hour.
        await().atMost(SOON).until(() -> sandbox.directory().all().stream()
                .map(user -> ledger.of(user.id()))
                .allMatch(known ->
                        known.retry().isPresent() || known.onItsWay(Instant.MIN).isEmpty()));
        users = sandbox.directory().all().stream()
                .filter(user -> ended(user, Settlement.State.SYNCED)
                        && ledger.of(user.id()).target().fileBaseName().equals(Optional.of(user.id())))
                .toList();
    }

    @Test
    void the_same_photo_for_forty_users_is_held_for_half_of_them_and_released_for_all() {
        // Given
        List<Person> many = users.subList(0, 40);

        // When
        PhotoImport.same(sandbox.exchangePhotos(), many, 1);
        await().atMost(SOON).until(() -> many.stream().filter(this::held).count() == 40 - AT_MOST);

        // Then
        String photo = heldPhoto();
        List<Person> held = many.stream().filter(this::held).toList();
        assertThat(many.stream().filter(visitor::inStep).count()).isEqualTo(AT_MOST);
        operator()
                .get("/ops/api/mass-changes")
                .then()
                .statusCode(200)
                .body("items.find { it.sha256 == '%s' }.state".formatted(photo), equalTo("held"))
                .body("items.find { it.sha256 == '%s' }.users".formatted(photo), equalTo(held.size()))
                .body("items.find { it.sha256 == '%s' }.some".formatted(photo), hasSize(held.size()));
        operator().get("/ops/api/status").then().body("massChanges.state", equalTo("held"));
        operator()
                .get("/ops/api/report")
                .then()
                .body(
                        "items.findAll { it.reason == 'MASS_CHANGE_HELD' }.userId",
                        hasItem(held.getFirst().id()));
        assertThat(well()).isFalse();

        // The sweep passes and publishes no user again.
        int events = eventsOf(held);
        new SweepPasses(ledger).awaitMore(3, SOON);
        assertThat(eventsOf(held)).isEqualTo(events);

        // A user who gets another photo is synced.
        Person other = held.getFirst();
        visitor.putPhoto(other, 9);
        visitor.awaitInStep(List.of(other), SOON);
        // The tenant knows it before the ledger does.
        await().until(() -> !held(other));

        // When
        decide(photo, "release", true).body("users", equalTo(held.size() - 1));
        assertThat(well()).isFalse();
        decide(photo, "release", false);

        // Then
        visitor.awaitInStep(many, SOON);
        await().atMost(SOON).until(this::well);
        assertThat(new LaneEvents(sandbox).events(Topic.PHOTO_UPDATED_BULK, held.getLast()))
                .isNotEmpty();

        // The decision is permanent for these bytes.
        List<Person> later = users.subList(40, 70);
        PhotoImport.same(sandbox.exchangePhotos(), concat(many.getFirst(), later), 1);
        visitor.awaitInStep(later, SOON);
        assertThat(later).noneMatch(this::held);
        operator()
                .get("/ops/api/audit")
                .then()
                .body("items.findAll { it.action == 'RELEASE' }.what", hasItem("photo " + photo));
    }

    @Test
    void users_whose_photo_is_refused_keep_what_sharepoint_shows() {
        // Given
        List<Person> many = users.subList(70, 110);
        PhotoImport.same(sandbox.exchangePhotos(), many, 2);
        await().atMost(SOON).until(() -> many.stream().filter(this::held).count() == 40 - AT_MOST);
        String photo = heldPhoto();
        List<Person> held = many.stream().filter(this::held).toList();

        // When
        decide(photo, "refuse", false).body("users", equalTo(held.size()));

        // Then
        assertThat(well()).isTrue();
        int events = eventsOf(held);
        new SweepPasses(ledger).awaitMore(3, SOON);
        assertThat(eventsOf(held)).isEqualTo(events);
        assertThat(held).noneMatch(visitor::inStep);
        assertThat(held)
                .allMatch(user -> sandbox.sharePoint().shownPicture(user, "L").isPresent());
    }

    @Test
    void a_photo_that_is_not_held_accepts_no_decision() {
        operator()
                .body("{\"reason\":\"a test\"}")
                .post("/ops/api/mass-changes/{sha256}/release", "0".repeat(64))
                .then()
                .statusCode(409);
        operator()
                .body("{}")
                .post("/ops/api/mass-changes/{sha256}/refuse", "0".repeat(64))
                .then()
                .statusCode(400);
    }

    /** The first byte decides what the picture shows. */
    private static List<Person> concat(Person first, List<Person> others) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), others.stream())
                .toList();
    }

    private boolean held(Person person) {
        return ledger.of(person.id()).settled().flatMap(Settlement::heldPhoto).isPresent();
    }

    private boolean ended(Person person, Settlement.State how) {
        return ledger.of(person.id())
                .settled()
                .map(Settlement::state)
                .filter(how::equals)
                .isPresent();
    }

    private int eventsOf(List<Person> people) {
        List<String> ids = people.stream().map(Person::id).toList();
        LaneEvents laneEvents = new LaneEvents(sandbox);
        return (int) java.util.stream.Stream.of(Topic.PHOTO_UPDATED, Topic.PHOTO_UPDATED_BULK)
                .flatMap(lane -> laneEvents.events(lane).stream())
                .filter(event -> ids.contains(event.userId()))
                .count();
    }

    private boolean well() {
        return health.getWellness().getPayload().getJsonArray("checks").stream()
                .map(check -> check.asJsonObject())
                .filter(check -> check.getString("name").equals("mass-changes"))
                .allMatch(check -> check.getString("status").equals("UP"));
    }

    private io.restassured.response.ValidatableResponse decide(String photo, String action, boolean dryRun) {
        return operator()
                .body("{\"reason\":\"a test\",\"dryRun\":%s}".formatted(dryRun))
                .post("/ops/api/mass-changes/{sha256}/{action}", photo, action)
                .then()
                .statusCode(202);
    }

    private String heldPhoto() {
        return changes.all().stream()
                .filter(change -> change.state() == MassChange.State.HELD)
                .findFirst()
                .orElseThrow()
                .sha256();
    }

    private RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .contentType("application/json");
    }
}
