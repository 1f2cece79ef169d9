package io.photosync.drift;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.LaneEvents;
import io.photosync.testkit.Pictures;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.Wellness;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes by others to SharePoint's files, and their repair. */
@SandboxTest(Setup.DIRECTORY)
class DriftTaskTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    DriftTask drift;

    private TenantVisitor visitor;
    private List<Person> members;

    @BeforeEach
    void some_join_the_pilot() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        await().until(ledger::caughtUp);
        members = Pilot.newcomers(3, sandbox, ledger);
    }

    @Test
    void files_that_another_program_deleted_or_replaced_are_back_after_the_next_check() {
        Person deleted = members.getFirst();
        Person replaced = members.get(1);
        Person untouched = members.get(2);
        shown(List.of(deleted, replaced, untouched));
        Settlement before = end(untouched);

        visitor.deleteFile(deleted.id(), "M");
        visitor.putFile(replaced.id(), "L", Pictures.jpeg(99));

        visitor.awaitInStep(List.of(deleted, replaced));
        assertThat(visitor.sides(deleted)).containsExactly(48, 72, 300);
        LaneEvents events = new LaneEvents(sandbox);
        assertThat(events.events(Topic.PHOTO_UPDATED_BULK, deleted))
                .extracting(event -> event.data().cause())
                .containsOnly(Cause.REPAIR);
        assertThat(end(untouched)).isEqualTo(before);
        assertThat(events.events(Topic.PHOTO_UPDATED_BULK, untouched)).isEmpty();
        operator().get("/ops/api/status").then().statusCode(200).body("drift.last.files", greaterThan(8));
    }

    @Test
    void a_failed_listing_reports_no_user_as_missing() {
        Person person = members.getFirst();
        shown(List.of(person));
        Settlement before = end(person);
        sandbox.troubles().faults().put(Fault.always(Service.SHAREPOINT, ".*GetListUsingPath.*", 400));
        try {
            await().until(() -> drift.state() instanceof DriftState.Waiting waiting
                    && waiting.failure().isPresent());

            visitor.deleteFile(person.id(), "S");

            await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(8)).until(() -> end(person)
                    .equals(before));
        } finally {
            sandbox.troubles().faults().remove(fault -> fault.service() == Service.SHAREPOINT);
        }
        visitor.awaitInStep(person);
        await().until(() -> visitor.sides(person).size() == 3);
    }

    @Test
    void a_check_that_sharepoint_refuses_repeatedly_shows_in_well_status_and_metrics() {
        Person person = members.getFirst();
        shown(List.of(person));
        sandbox.troubles().faults().put(Fault.always(Service.SHAREPOINT, ".*GetListUsingPath.*", 403));
        try {
            await().untilAsserted(() -> Wellness.of("drift")
                    .body("status", equalTo("DOWN"))
                    .body("data.times", greaterThan(1))
                    .body("data.state", containsString("403")));
            operator().get("/ops/api/status").then().body("drift.last.trouble.words", containsString("403"));
            given().get(metrics()).then().body(containsString("photosync_drift_failures_total{reason=\"forbidden\"}"));
        } finally {
            sandbox.troubles().faults().remove(fault -> fault.service() == Service.SHAREPOINT);
        }
        await().untilAsserted(() -> Wellness.of("drift").body("status", equalTo("UP")));
    }

    @Test
    void unused_files_of_ours_are_deleted_and_others_are_kept() {
        Person person = members.getFirst();
        shown(List.of(person));
        String oldName = person.userPrincipalName().replaceAll("[@.]", "_");
        for (String size : List.of("S", "M", "L")) {
            visitor.putFile(oldName, size, Pictures.jpeg(7));
            visitor.putFile("nobody_of_ours", size, Pictures.jpeg(8));
        }
        visitor.setProperty(
                person,
                "PictureURL",
                sandbox.mySiteUrl() + "/User%20Photos/Profile%20Pictures/" + oldName + "_MThumb.jpg");

        operator()
                .noContentType()
                .post("/ops/api/users/{id}/sync", person.id())
                .then()
                .statusCode(202);

        await().until(() -> end(person).fileBaseName().filter(oldName::equals).isPresent());
        assertThat(visitor.sides(person)).isEmpty();
        assertThat(visitor.file(oldName, "M")).isNotEqualTo(Optional.of(Pictures.jpeg(7)));

        // When
        for (String size : List.of("S", "M", "L")) {
            visitor.putFile(person.id(), size, Pictures.jpeg(9));
        }

        // Then
        await().until(() -> visitor.sides(person).isEmpty());
        assertThat(visitor.file("nobody_of_ours", "M")).isPresent();
        assertThat(visitor.file(oldName, "M")).isPresent();
    }

    @Test
    void an_operators_request_writes_an_unchanged_photo_again() {
        Person person = members.getFirst();
        shown(List.of(person));
        visitor.setProperty(person, "PictureURL", "");

        operator()
                .noContentType()
                .post("/ops/api/users/{id}/sync", person.id())
                .then()
                .statusCode(202);

        visitor.awaitInStep(person);
    }

    private static String metrics() {
        return "http://localhost:%s/q/metrics"
                .formatted(ConfigProvider.getConfig().getValue("quarkus.management.test-port", String.class));
    }

    private void shown(List<Person> people) {
        people.forEach(person -> visitor.putPhoto(person, 1));
        visitor.awaitInStep(people);
        await().until(() -> people.stream().allMatch(person -> ledger.of(person.id())
                .settled()
                .filter(CheckedByHand::stands)
                .isPresent()));
    }

    private Settlement end(Person person) {
        return ledger.of(person.id()).settled().orElseThrow();
    }

    private RequestSpecification operator() {
        return given().auth().preemptive().oauth2(sandbox.token("api://" + Tenant.APP));
    }
}
