package io.photosync.drift;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.sharepoint.Failures;
import io.photosync.testkit.SandboxResource;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.Wellness;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others do to SharePoint's files and to people's names, and what becomes of it. */
@QuarkusTest
@TestProfile(DriftTaskTest.CheckedOften.class)
@WithTestResource(SandboxResource.class)
class DriftTaskTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    DriftTask drift;

    @Inject
    TopicWriter writer;

    private TenantVisitor visitor;
    private List<Person> employees;

    /** The library is checked every two seconds; repairs go one after another, each when the one before it is done. */
    public static final class CheckedOften implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "photosync.drift.enabled",
                    "true",
                    "photosync.drift.every",
                    "PT2S",
                    "photosync.bulk.waiting-at-most",
                    "1");
        }
    }

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        employees = visitor.employees(10);
        visitor.awaitSubscription();
        await().atMost(SOON).until(ledger::caughtUp);
    }

    @Test
    void files_that_somebody_else_deleted_or_replaced_are_back_after_the_next_check() {
        Person deleted = employees.get(0);
        Person replaced = employees.get(1);
        Person untouched = employees.get(2);
        shown(List.of(deleted, replaced, untouched));
        Settlement before = end(untouched);

        visitor.deleteFile(deleted.id(), "M");
        visitor.putFile(replaced.id(), "L", TenantVisitor.picture(99));

        visitor.awaitInStep(List.of(deleted, replaced), SOON);
        assertThat(visitor.sides(deleted)).containsExactly(48, 72, 300);
        assertThat(ledger.of(deleted.id()).bulk())
                .hasValueSatisfying(event -> assertThat(event.data().cause()).isEqualTo(Cause.REPAIR));
        assertThat(end(untouched)).isEqualTo(before);
        assertThat(ledger.of(untouched.id()).bulk()).isEmpty();
        operator().get("/ops/api/status").then().statusCode(200).body("drift.last.files", greaterThan(8));
    }

    @Test
    void a_listing_that_fails_makes_nobody_missing() {
        Person person = employees.get(3);
        shown(List.of(person));
        Settlement before = end(person);
        sandbox.troubles().faults().put(Fault.always(Service.SHAREPOINT, ".*GetListUsingPath.*", 400));
        try {
            await().atMost(SOON)
                    .until(() -> drift.state() instanceof DriftState.Waiting waiting
                            && waiting.failure().isPresent());

            visitor.deleteFile(person.id(), "S");

            await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(8)).until(() -> end(person)
                    .equals(before));
        } finally {
            sandbox.troubles().faults().remove(fault -> fault.service() == Service.SHAREPOINT);
        }
        visitor.awaitInStep(List.of(person), SOON);
        await().atMost(SOON).until(() -> visitor.sides(person).size() == 3);
    }

    @Test
    void a_check_that_sharepoint_refuses_again_and_again_shows_in_well_status_and_metrics() {
        Person person = employees.get(9);
        shown(List.of(person));
        sandbox.troubles().faults().put(Fault.always(Service.SHAREPOINT, ".*GetListUsingPath.*", 403));
        try {
            await().atMost(SOON).untilAsserted(() -> Wellness.of("drift")
                    .body("status", equalTo("DOWN"))
                    .body("data.times", greaterThan(1))
                    .body("data.state", containsString("403")));
            operator().get("/ops/api/status").then().body("drift.last.trouble.words", containsString("403"));
            given().get(metrics()).then().body(containsString("photosync_drift_failures_total{reason=\"forbidden\"}"));
        } finally {
            sandbox.troubles().faults().remove(fault -> fault.service() == Service.SHAREPOINT);
        }
        await().atMost(SOON).untilAsserted(() -> Wellness.of("drift").body("status", equalTo("UP")));
    }

    @Test
    void files_of_ours_that_a_profile_does_not_use_any_more_are_deleted_and_others_are_left_alone() {
        Person person = employees.get(4);
        shown(List.of(person));
        String oldName = person.userPrincipalName().replaceAll("[@.]", "_");
        for (String size : List.of("S", "M", "L")) {
            visitor.putFile(oldName, size, TenantVisitor.picture(7));
            visitor.putFile("nobody_of_ours", size, TenantVisitor.picture(8));
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

        await().atMost(SOON)
                .until(() -> end(person).fileBaseName().filter(oldName::equals).isPresent());
        assertThat(visitor.sides(person)).isEmpty();
        assertThat(visitor.file(oldName, "M")).isNotEqualTo(Optional.of(TenantVisitor.picture(7)));

        // When
        for (String size : List.of("S", "M", "L")) {
            visitor.putFile(person.id(), size, TenantVisitor.picture(9));
        }

        // Then
        await().atMost(SOON).until(() -> visitor.sides(person).isEmpty());
        assertThat(visitor.file("nobody_of_ours", "M")).isPresent();
        assertThat(visitor.file(oldName, "M")).isPresent();
    }

    @Test
    void an_operators_request_writes_what_stands_already() {
        Person person = employees.get(5);
        shown(List.of(person));
        visitor.setProperty(person, "PictureURL", "");

        operator()
                .noContentType()
                .post("/ops/api/users/{id}/sync", person.id())
                .then()
                .statusCode(202);

        visitor.awaitInStep(List.of(person), SOON);
    }

    @Test
    void a_change_that_waited_while_the_person_was_renamed_finds_the_profile_under_the_new_name() {
        Person person = employees.get(6);
        shown(List.of(person));
        operator().noContentType().post("/ops/api/lanes/live/pause").then().statusCode(200);
        visitor.putPhoto(person, 2);
        await().atMost(SOON).until(() -> ledger.of(person.id())
                .onItsWay(Instant.MIN)
                .filter(event -> event.type().equals(PhotoEvent.UPDATED))
                .isPresent());
        operator()
                .get("/ops/api/report?format=csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(startsWith("userId,userPrincipalName,reason,code,detail,since\r\n"))
                .body(containsString(person.id() + "," + person.userPrincipalName() + ",ON_ITS_WAY,NOTIFICATION,"));

        visitor.renamePrincipal(person, "renamed." + person.userPrincipalName());
        operator().noContentType().post("/ops/api/lanes/live/resume").then().statusCode(200);

        isShownUnderTheNewName(person);
    }

    @Test
    void so_does_one_of_whom_sharepoint_says_in_a_language_of_its_own_that_there_is_no_such_profile() {
        // Given
        Person person = employees.get(9);
        shown(List.of(person));
        operator().noContentType().post("/ops/api/lanes/live/pause").then().statusCode(200);
        visitor.putPhoto(person, 2);
        await().atMost(SOON)
                .until(() -> ledger.of(person.id()).onItsWay(Instant.MIN).isPresent());
        visitor.renamePrincipal(person, "navn." + person.userPrincipalName());
        Fault danish = Fault.always(Service.SHAREPOINT, "ProcessQuery", 200)
                .bodyMatch("membership\\|" + Pattern.quote(person.userPrincipalName()))
                .content(
                        "application/json",
                        Failures.errorInfo("System.Exception", -1, "Brugerprofilen blev ikke fundet"))
                .times(100);
        sandbox.troubles().faults().put(danish);
        try {
            // When
            operator().noContentType().post("/ops/api/lanes/live/resume").then().statusCode(200);

            // Then
            isShownUnderTheNewName(person);
            assertThat(sandbox.troubles().faults().list())
                    .allMatch(left -> left.times().filter(times -> times < 100).isPresent());
            assertThat(ledger.of(person.id()).retry().filter(retry -> retry.recheck()
                            .isEmpty()))
                    .isEmpty();
            assertThat(ledger.letter(person.id())).isEmpty();
        } finally {
            sandbox.troubles().faults().remove(fault -> true);
        }
    }

    private void isShownUnderTheNewName(Person before) {
        Person renamed = sandbox.directory().find(before.id()).orElseThrow();
        visitor.awaitInStep(List.of(renamed), SOON);
        assertThat(visitor.sides(renamed)).hasSize(3);
        assertThat(visitor.property(before, "PictureURL")).isEmpty();
    }

    @Test
    void a_name_that_is_somebody_elses_by_now_leads_to_nobody_elses_profile() throws Exception {
        // Given
        Person person = employees.get(7);
        Person heir = employees.get(8);
        String name = person.userPrincipalName();
        String newName = "another." + name;
        operator().noContentType().post("/ops/api/lanes/live/pause").then().statusCode(200);
        visitor.putPhoto(person, 3);
        await().atMost(SOON)
                .until(() -> ledger.of(person.id()).onItsWay(Instant.MIN).isPresent());

        // When
        visitor.renamePrincipal(person, newName);
        visitor.renamePrincipal(heir, name);
        writer.write(Topic.ROSTER, person.id(), entry(newName));
        await().atMost(SOON).until(() -> ledger.of(person.id()).roster().isPresent());
        operator().noContentType().post("/ops/api/lanes/live/resume").then().statusCode(200);

        // Then
        visitor.awaitInStep(List.of(sandbox.directory().find(person.id()).orElseThrow()), SOON);
        Person heirNow = sandbox.directory().find(heir.id()).orElseThrow();
        assertThat(heirNow.userPrincipalName()).isEqualTo(name);
        // Nothing, or the heir's own: the new name made us look at the heir as well.
        assertThat(visitor.property(heirNow, "PictureURL"))
                .hasValueSatisfying(url -> assertThat(url).doesNotContain(person.id()));
    }

    private static String metrics() {
        return "http://localhost:%s/q/metrics"
                .formatted(ConfigProvider.getConfig().getValue("quarkus.management.test-port", String.class));
    }

    private static RosterEntry entry(String userPrincipalName) {
        return new RosterEntry(
                userPrincipalName,
                "Renamed",
                true,
                false,
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void shown(List<Person> people) {
        people.forEach(person -> visitor.putPhoto(person, 1));
        visitor.awaitInStep(people, SOON);
        await().atMost(SOON).until(() -> people.stream().allMatch(person -> ledger.of(person.id())
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED)
                .isPresent()));
    }

    private Settlement end(Person person) {
        return ledger.of(person.id()).settled().orElseThrow();
    }

    private RequestSpecification operator() {
        return given().auth().preemptive().oauth2(sandbox.token("api://" + Tenant.APP));
    }
}
