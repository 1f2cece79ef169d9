package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.event.LeaderRecord;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.StateKey;
import io.photosync.leader.Leadership;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One user, the lanes, the status and the audit trail. */
@SandboxTest
class OpsApiTest {
    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    Leadership leadership;

    private OpsClient caller;
    private Person person;

    @BeforeEach
    void arrive() {
        caller = new OpsClient(sandbox);
        person = sandbox.directory().all().stream()
                .filter(Person::mailbox)
                .filter(each -> !each.guest())
                .findFirst()
                .orElseThrow();
        await().until(ledger::caughtUp);
    }

    @Test
    void a_sync_on_request_is_accepted_and_settled() {
        String event = caller.operator()
                .contentType("application/json")
                .body("{\"reason\":\"asked on the phone\"}")
                .post("/ops/api/users/{name}/sync", person.userPrincipalName())
                .then()
                .statusCode(202)
                .body("userId", equalTo(person.id()))
                .body("lane", equalTo("live"))
                .extract()
                .path("event");

        assertThat(ledger.of(person.id()).live().orElseThrow().data().cause()).isEqualTo(Cause.REQUEST);
        await().until(() -> ledger.of(person.id())
                .settled()
                .filter(end -> end.eventId().equals(event))
                .isPresent());
        caller.viewer()
                .get("/ops/api/users/{id}", person.id().toUpperCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .body("userPrincipalName", equalTo(person.userPrincipalName()))
                .body("settled.eventId", equalTo(event))
                .body("live.id", equalTo(event))
                .body("$", not(hasKey("onItsWay")));
    }

    @Test
    void a_change_that_sharepoint_has_counts_in_its_minute_and_the_replica_is_named() {
        TenantVisitor visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        int before = caller.viewer().get("/ops/api/status").then().extract().path("delays.count");
        Person changed = visitor.employees(30).getFirst();

        visitor.putPhoto(changed, 4_812);
        visitor.awaitInStep(changed);

        await().untilAsserted(() -> caller.viewer()
                .get("/ops/api/status")
                .then()
                .body("delays.count", greaterThanOrEqualTo(before + 1))
                .body("delays.p99", notNullValue())
                .body("delays.minutes", hasSize(60))
                .body("delays.minutes.count.sum()", greaterThanOrEqualTo(before + 1))
                .body("replica.host", not(blankOrNullString())));
    }

    @Test
    void the_status_shows_when_the_certificate_expires() {
        caller.viewer()
                .get("/ops/api/status")
                .then()
                .statusCode(200)
                .body("credential.kind", equalTo("certificate"))
                .body(
                        "credential.ends",
                        equalTo(sandbox.keys()
                                .app()
                                .certificate()
                                .getNotAfter()
                                .toInstant()
                                .toString()))
                .body("credential", not(hasKey("trouble")))
                .body("credential", not(hasKey("exposed")));

        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        String metrics = RestAssured.get("http://localhost:%d/q/metrics".formatted(management))
                .asString();
        assertThat(metrics).contains("photosync_certificate_expiration_timestamp_seconds ");
    }

    @Test
    void a_sync_on_request_needs_no_body() {
        caller.operator()
                .noContentType()
                .post("/ops/api/users/{id}/sync", person.id())
                .then()
                .statusCode(202);
    }

    @Test
    void a_reason_that_cannot_be_read_is_a_problem_that_names_the_field() {
        String path = "/ops/api/lanes/bulk/pause";
        caller.operator().body("because").post(path).then().statusCode(400).body("field", equalTo("body"));
        caller.operator()
                .body("{\"reason\":\"" + "x".repeat(501) + "\"}")
                .post(path)
                .then()
                .statusCode(400)
                .contentType(Problem.TYPE)
                .body("field", equalTo("reason"));
    }

    @Test
    void a_body_with_a_field_that_is_not_known_is_refused_and_nothing_is_done() {
        String body = "{\"reason\":\"a look\",\"dryRun\":true}";
        for (String path : List.of(
                "/ops/api/lanes/live/pause",
                "/ops/api/lanes/live/resume",
                "/ops/api/users/%s/sync".formatted(person.id()))) {
            caller.operator()
                    .contentType("application/json")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(400)
                    .contentType(Problem.TYPE)
                    .body("field", equalTo("dryRun"));
        }
        caller.viewer().get("/ops/api/status").then().body("lanes.paused", not(hasKey("live")));
        caller.viewer().get("/ops/api/audit").then().body("items.reason", not(hasItem("a look")));
    }

    @Test
    void a_body_that_is_no_object_is_refused() {
        for (String body : List.of("null", "[]", "\"a look\"", "{} {\"dryRun\":true}")) {
            caller.operator()
                    .contentType("application/json")
                    .body(body)
                    .post("/ops/api/lanes/bulk/resume")
                    .then()
                    .statusCode(400)
                    .contentType(Problem.TYPE);
        }
    }

    @Test
    void what_is_neither_an_id_nor_a_user_principal_name_is_no_user_and_graph_is_not_asked() {
        for (String name : List.of("delta", "me", "$count", "x".repeat(600) + "@contoso.example")) {
            caller.viewer()
                    .get("/ops/api/users/{name}", name)
                    .then()
                    .statusCode(404)
                    .contentType(Problem.TYPE)
                    .body("detail.length()", lessThan(300));
        }
    }

    @Test
    void an_unknown_user_is_not_found() {
        caller.operator()
                .noContentType()
                .post("/ops/api/users/nobody@contoso.example/sync")
                .then()
                .statusCode(404)
                .contentType(Problem.TYPE);
        caller.viewer().get("/ops/api/users/nobody@contoso.example").then().statusCode(404);
    }

    @Test
    void a_lane_is_paused_and_resumed() throws Exception {
        caller.operator()
                .contentType("application/json")
                .body("{\"reason\":\"maintenance\"}")
                .post("/ops/api/lanes/bulk/pause")
                .then()
                .statusCode(200)
                .body("bulk.reason", equalTo("maintenance"))
                .body("$", not(hasKey("live")));
        LanePauses paused = ledger.state(StateKey.LANE_PAUSES, LanePauses.class).orElseThrow();
        assertThat(paused.of(Lane.BULK)).isPresent();
        caller.viewer().get("/ops/api/status").then().body("lanes.paused.bulk.reason", equalTo("maintenance"));

        caller.operator()
                .noContentType()
                .post("/ops/api/lanes/bulk/resume")
                .then()
                .statusCode(200);

        assertThat(ledger.state(StateKey.LANE_PAUSES, LanePauses.class)).hasValue(LanePauses.NONE);
        caller.viewer()
                .queryParam("limit", 2)
                .get("/ops/api/audit")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0]", hasEntry("action", "RESUME"))
                .body("items[1]", hasEntry("action", "PAUSE"));
    }

    @Test
    void there_are_two_lanes_only() {
        caller.operator()
                .noContentType()
                .post("/ops/api/lanes/retry/pause")
                .then()
                .statusCode(404)
                .contentType(Problem.TYPE);
    }

    @Test
    void the_only_replica_leads_and_the_status_says_so() {
        await().until(leadership::leads);

        LeaderRecord leader = leadership.leader().orElseThrow();
        caller.viewer()
                .get("/ops/api/status")
                .then()
                .statusCode(200)
                .body("leader.leads", equalTo(true))
                .body("leader.epoch", equalTo((int) leader.epoch()))
                .body("leader.instance", equalTo(leader.instance()))
                .body("leader.since", equalTo(leader.since().toString()));
    }

    @Test
    void the_status_shows_every_part() {
        caller.viewer()
                .get("/ops/api/status")
                .then()
                .statusCode(200)
                .body("ledger.complete", equalTo(true))
                .body("breakers[0].state", equalTo("closed"))
                .body("$", hasKey("budget"))
                .body("$", hasKey("lanes"))
                .body("$", hasKey("subscription"))
                .body("roster.enabled", equalTo(false));
    }
}
