package io.photosync.removal;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.SweepPasses;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.Wellness;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code photosync.removals=keep}. */
@SandboxTest(value = Setup.CHECKS, people = 40)
class RemovalModeKeepTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    RemovalCandidates removals;

    @Test
    void a_photo_that_is_gone_in_exchange_stays() {
        // Given
        Person person = await().until(
                        () -> sandbox.directory().all().stream()
                                .filter(this::synced)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        // When
        new TenantVisitor(sandbox).deletePhoto(person);

        // Then
        stays(person);
    }

    @Test
    void a_picture_that_exchange_had_lost_before_photo_sync_came_stays_too_and_is_reported() {
        // Given
        TenantVisitor visitor = new TenantVisitor(sandbox);
        Person person = sandbox.directory().all().stream()
                .filter(one -> one.mailbox() && !one.guest() && one.enabled() && !visitor.hasPhoto(one))
                .filter(one -> sandbox.sharePoint().profiles().exists(one)
                        && sandbox.sharePoint().shownPicture(one, "L").isEmpty())
                .findFirst()
                .orElseThrow();

        // When
        sandbox.sharePoint().pull(person, Optional.of(Pictures.jpeg(5)));

        // Then
        await().untilAsserted(() -> operator()
                .get("/ops/api/report")
                .then()
                .body("items.findAll { it.reason == 'STALE_PICTURE' }.userId", equalTo(List.of(person.id()))));
        stays(person);
        operator().get("/ops/api/status").then().body("removals.state", equalTo("off"));
        operator()
                .get("/ops/api/report")
                .then()
                .body("items.find { it.userId == '%s' }.reason".formatted(person.id()), equalTo("STALE_PICTURE"));
        assertThat(sandbox.sharePoint().shownPicture(person, "M")).isPresent();
        Wellness.of("removals").body("status", equalTo("UP"));
    }

    @Test
    void a_hold_from_before_the_setting_fails_no_check_and_waits_for_no_decision() throws Exception {
        // Given
        RemovalState.Hold hold =
                new RemovalState.Hold(Instant.now(), 3, List.of("ada@lindenhof.example"), Optional.empty());

        // When
        ledger.awaitFolded(writer.writeState(ledger.leaderEpoch(), StateKey.REMOVALS, RemovalState.NONE.held(hold)));

        // Then
        Wellness.of("removals").body("status", equalTo("UP"));
        operator().get("/ops/api/status").then().body("removals.state", equalTo("off"));
        operator()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "they left"))
                .post("/ops/api/removals/release")
                .then()
                .statusCode(409);
    }

    private boolean synced(Person person) {
        return ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED)
                .isPresent();
    }

    /** Much longer than a removal takes that is carried out. */
    private void stays(Person person) {
        await().until(() -> removals.of(person.id()).isPresent());
        new SweepPasses(ledger).awaitMore(4);
        assertThat(sandbox.sharePoint().shownPicture(person, "L")).isPresent();
        assertThat(new LaneEvents(sandbox).events(Topic.PHOTO_UPDATED)).noneMatch(PhotoEvent::removal);
        assertThat(new LaneEvents(sandbox).events(Topic.PHOTO_UPDATED_BULK)).noneMatch(PhotoEvent::removal);
    }

    private RequestSpecification operator() {
        return given().auth().preemptive().oauth2(sandbox.token("api://" + Tenant.APP));
    }
}
