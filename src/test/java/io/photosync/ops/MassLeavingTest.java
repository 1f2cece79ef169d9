package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.photosync.event.RosterEntry;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.Leadership;
import io.photosync.ledger.Ledger;
import io.photosync.roster.FullReads;
import io.photosync.roster.LeavingView;
import io.photosync.roster.RosterView;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.Pilot;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many users leave the tenant or the scope at once. */
@SandboxTest(value = Setup.DIRECTORY, people = 60)
class MassLeavingTest {

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    RosterView roster;

    @Inject
    LeavingView leaving;

    @Inject
    TopicWriter writer;

    @Inject
    Leadership leadership;

    private OpsClient caller;
    private List<String> members;

    @BeforeEach
    void everybody_is_in_scope() {
        caller = new OpsClient(sandbox);
        members = sandbox.directory().all().stream()
                .filter(person -> !person.guest())
                .map(Person::id)
                .toList();
        sandbox.groups().put(Pilot.GROUP, members);
        await().until(() -> lookedAfter() == members.size());
    }

    @Test
    void an_emptied_group_is_held_and_refused_leavers_stay_until_they_are_members_again() {
        // When
        sandbox.groups().put(Pilot.GROUP, List.of());

        // Then
        await().until(() -> leaving.state().hold().isPresent());
        readOnceMore();
        assertThat(lookedAfter()).isEqualTo(members.size());
        well().statusCode(503);
        caller.viewer()
                .get("/ops/api/status")
                .then()
                .body("leaving.state", equalTo("held"))
                .body("leaving.people", equalTo(members.size()))
                .body("leaving.noMembers", equalTo(members.size()))
                .body("leaving.some", hasSize(members.size()));
        caller.viewer()
                .contentType("application/json")
                .body("{\"reason\":\"an accident\"}")
                .post("/ops/api/leaving/refuse")
                .then()
                .statusCode(403);

        // And when
        order("refuse", "somebody emptied the group").statusCode(202).body("people", equalTo(members.size()));

        // Then
        await().until(() -> leaving.state().hold().isEmpty());
        readOnceMore();
        assertThat(lookedAfter()).isEqualTo(members.size());
        assertThat(leaving.refused()).isEqualTo(members.size());
        order("refuse", "once more").statusCode(409);
        caller.viewer()
                .get("/ops/api/users/{id}/history", members.getFirst())
                .then()
                .body("items.decision", hasItem("REFUSED"))
                .body("items.decision", hasItem("HELD"));

        // And when
        sandbox.groups().put(Pilot.GROUP, members);

        // Then
        await().until(() -> leaving.refused() == 0);
        assertThat(lookedAfter()).isEqualTo(members.size());
    }

    @Test
    void many_users_missing_in_the_directory_are_held_until_an_operator_releases_them() {
        // Given
        List<String> leavers = members.subList(0, 12);

        // When
        leavers.forEach(id -> sandbox.directory().remove(id));

        // Then
        await().until(() -> leaving.state()
                .hold()
                .filter(hold -> hold.tenant() == leavers.size())
                .isPresent());
        readOnceMore();
        assertThat(leavers).allMatch(id -> is(id, entry -> entry.goneSince().isEmpty() && entry.managed()));
        caller.viewer()
                .get("/ops/api/leaving")
                .then()
                .body("state", equalTo("held"))
                .body("missingInDirectory", equalTo(leavers.size()));
        order("release", "").statusCode(400);

        // When
        order("release", "the trainees left").statusCode(202).body("people", equalTo(leavers.size()));

        // Then
        await().until(() -> leavers.stream()
                .allMatch(id -> is(id, entry -> entry.goneSince().isPresent())));
        await().until(() -> leaving.state().hold().isEmpty());
        caller.viewer()
                .get("/ops/api/audit")
                .then()
                .body("items[0].action", equalTo("RELEASE"))
                .body("items[0].reason", equalTo("the trainees left"))
                .body("items[0].count", equalTo(leavers.size()));
    }

    /** A later read must not release what an earlier one held. */
    private void readOnceMore() {
        Instant now = Instant.now();
        new FullReads(roster, writer, leadership).awaitDue();
        await().until(() -> roster.scope().readAt().filter(now::isBefore).isPresent());
    }

    private ValidatableResponse order(String action, String reason) {
        return caller.operator()
                .contentType("application/json")
                .body("{\"reason\":\"%s\"}".formatted(reason))
                .post("/ops/api/leaving/" + action)
                .then();
    }

    private ValidatableResponse well() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return RestAssured.given()
                .get("http://localhost:%d/q/health/well".formatted(port))
                .then()
                .rootPath("checks.find { it.name == 'leaving' }")
                .body("status", equalTo("DOWN"));
    }

    private int lookedAfter() {
        return roster.counts().lookedAfter();
    }

    private boolean is(String userId, Predicate<RosterEntry> what) {
        RosterEntry entry = ledger.roster().get(userId);
        return entry != null && what.test(entry);
    }
}
