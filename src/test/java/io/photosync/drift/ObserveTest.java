package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Observe mode: everything but writing. */
@SandboxTest({
    // The library is checked as often as in other tests, so that it would be seen if it were asked for.
    "photosync.mode=observe",
    "photosync.drift.enabled=true",
    "photosync.drift.every=PT1S"
})
class ObserveTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Test
    void no_user_is_written_and_the_report_lists_who_would_be() {
        // Given
        TenantVisitor visitor = new TenantVisitor(sandbox);
        List<Person> people = visitor.employees(3);
        visitor.awaitSubscription();
        visitor.quiet(Service.SHAREPOINT);
        sandbox.troubles().counters().reset();

        // When
        people.forEach(person -> visitor.putPhoto(person, 1));

        // Then
        Set<String> ids = new TreeSet<>(people.stream().map(Person::id).toList());
        await().untilAsserted(() -> assertThat(observed()).isEqualTo(ids));
        report("/ops/api/report").then().body("summary.differing.OBSERVE_ONLY", equalTo(3));

        // When
        PhotoEvent before = ledger.of(people.get(0).id()).live().orElseThrow();
        long asked = sandbox.troubles().counters().of(Service.GRAPH).requests();
        visitor.rename(people.get(0), "Another Name");

        // Then
        await().until(() -> sandbox.troubles().counters().of(Service.GRAPH).requests() >= asked + 2);
        visitor.quiet(Service.GRAPH);
        assertThat(ledger.of(people.get(0).id()).live()).contains(before);
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT).requests())
                .isZero();
    }

    @Test
    void stale_pictures_are_reported_and_kept() throws Exception {
        // Given
        TenantVisitor visitor = new TenantVisitor(sandbox);
        Person person = sandbox.directory().all().stream()
                .filter(one -> one.mailbox() && !one.guest() && one.enabled() && !visitor.hasPhoto(one))
                .findFirst()
                .orElseThrow();
        sandbox.sharePoint().pull(person, Optional.of(TenantVisitor.picture(5)));
        await().until(ledger::caughtUp);

        // When
        writer.write(Topic.ROSTER, person.id(), seenWithoutPhoto(person));
        try {
            // Then
            await().untilAsserted(() -> report("/ops/api/report")
                    .then()
                    .body("items.findAll { it.reason == 'STALE_PICTURE' }.userId", equalTo(List.of(person.id()))));
            assertThat(visitor.sides(person)).hasSize(3);
        } finally {
            // Without expected files the item count is not requested.
            writer.erase(Topic.ROSTER, person.id());
            writer.erase(Topic.PHOTO_SETTLED, person.id());
        }
    }

    private static RosterEntry seenWithoutPhoto(Person person) {
        return new RosterEntry(
                person.userPrincipalName(),
                person.displayName(),
                true,
                false,
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.now()));
    }

    private Set<String> observed() {
        return new TreeSet<>(report("/ops/api/report")
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.findAll { it.reason == 'OBSERVE_ONLY' }.userId"));
    }

    private io.restassured.response.Response report(String path) {
        return given().auth()
                .preemptive()
                .oauth2(sandbox.token("api://" + Tenant.APP))
                .get(path);
    }
}
