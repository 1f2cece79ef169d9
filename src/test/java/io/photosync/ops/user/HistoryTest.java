package io.photosync.ops.user;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.photosync.deadletter.WrittenLetters;
import io.photosync.event.FailureCode;
import io.photosync.event.JournalEntry;
import io.photosync.event.JournalEntry.Decision;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.ops.OpsClient;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions about a user, read from the journal. */
@SandboxTest
class HistoryTest {
    private static final String PATH = "/ops/api/users/{user}/history";

    Sandbox sandbox;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    private OpsClient caller;
    private TenantVisitor visitor;

    @BeforeEach
    void arrive() {
        caller = new OpsClient(sandbox);
        visitor = new TenantVisitor(sandbox);
        await().until(ledger::caughtUp);
    }

    @Test
    void a_request_is_listed_with_operator_reason_lane_and_result() {
        Person person = visitor.employees(3).getLast();
        caller.operator()
                .contentType("application/json")
                .body("{\"reason\":\"asked on the phone\"}")
                .post("/ops/api/users/{name}/sync", person.userPrincipalName())
                .then()
                .statusCode(202);

        List<String> newestFirst = List.of("SYNCED", "PUBLISHED", "REQUESTED");
        await().until(() -> decisions(person.id()).equals(newestFirst)
                || decisions(person.id()).size() > 3);

        caller.viewer()
                .get(PATH, person.userPrincipalName())
                .then()
                .statusCode(200)
                .body("userId", equalTo(person.id()))
                .body("items.decision", contains("SYNCED", "PUBLISHED", "REQUESTED"))
                .body("items[0].attempt", equalTo(1))
                .body("items[1].cause", equalTo("REQUEST"))
                .body("items[1].lane", equalTo("photo-updated"))
                .body("items[2].code", equalTo("SYNC"))
                .body("items[2].detail", equalTo("asked on the phone"))
                .body("items[2]", hasKey("by"))
                .body("$", not(hasKey("next")));
    }

    @Test
    void a_notified_change_is_listed_with_its_cause() {
        visitor.awaitSubscription();
        Person person = visitor.employees(4).getLast();

        visitor.putPhoto(person, 4711);

        await().until(() -> history(person.id()).getList("items.cause").contains("NOTIFICATION"));
        await().until(() -> decisions(person.id()).getFirst().equals("SYNCED"));
    }

    @Test
    void a_skip_says_why() {
        Person person = sandbox.directory().all().stream()
                .filter(each -> !each.mailbox() && !each.guest())
                .findFirst()
                .orElseThrow();
        caller.operator().noContentType().post("/ops/api/users/{id}/sync", person.id());

        await().until(() -> decisions(person.id()).contains("SKIPPED"));
        assertThat(history(person.id()).getString("items.find { it.decision == 'SKIPPED' }.code"))
                .isEqualTo("NO_MAILBOX");
    }

    @Test
    void a_discard_is_listed_with_its_failure_and_operator() throws Exception {
        String user = UUID.randomUUID().toString();
        new WrittenLetters(writer, ledger).write(user, FailureCode.SHAREPOINT_REFUSED);

        caller.operator()
                .contentType("application/json")
                .body("{\"users\":[\"%s\"],\"reason\":\"left on purpose\"}".formatted(user))
                .post("/ops/api/dead-letters/discard")
                .then()
                .statusCode(200);

        await().until(() -> decisions(user).size() >= 3);
        caller.viewer()
                .get(PATH, user.toUpperCase(Locale.ROOT))
                .then()
                .body("items.decision", contains("DISCARDED", "REQUESTED", "DEAD_LETTERED"))
                .body("items[1].code", equalTo("DISCARD"))
                .body("items[1].detail", equalTo("left on purpose"))
                .body("items[2].code", equalTo("SHAREPOINT_REFUSED"))
                .body("items[2].attempt", equalTo(4))
                .body("items[2].detail", equalTo("HTTP 500"));
    }

    @Test
    void pages_lead_back_through_other_users_decisions_to_the_first() {
        String user = UUID.randomUUID().toString();
        String neighbour = Stream.generate(UUID::randomUUID)
                .map(UUID::toString)
                .filter(other -> partition(other) == partition(user))
                .findFirst()
                .orElseThrow();
        for (int turn = 1; turn <= 25; turn++) {
            writer.journal(user, JournalEntry.of(Decision.HELD, Instant.now(), "turn " + turn));
            for (int other = 0; other < 500; other++) {
                writer.journal(neighbour, JournalEntry.of(Decision.HELD, Instant.now(), "x".repeat(200)));
            }
        }
        await().until(() -> decisions(user).size() == 25);

        JsonPath first = caller.viewer().queryParam("limit", 20).get(PATH, user).jsonPath();
        JsonPath second = caller.viewer()
                .queryParam("limit", 20)
                .queryParam("cursor", first.getString("next"))
                .get(PATH, user)
                .jsonPath();

        assertThat(first.getList("items.detail"))
                .hasSize(20)
                .startsWith("turn 25")
                .endsWith("turn 6");
        assertThat(second.getList("items.detail")).containsExactly("turn 5", "turn 4", "turn 3", "turn 2", "turn 1");
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void only_decisions_since_a_time_are_read_and_none_is_no_error() {
        String user = UUID.randomUUID().toString();
        writer.journal(user, JournalEntry.of(Decision.HELD, Instant.now(), "held"));
        await().until(() -> decisions(user).size() == 1);

        caller.viewer()
                .queryParam("since", Instant.now().plusSeconds(60).toString())
                .get(PATH, user)
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("$", not(hasKey("next")));
        caller.viewer()
                .queryParam("since", Instant.now().minusSeconds(600).toString())
                .get(PATH, user)
                .then()
                .body("items.decision", contains("HELD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"})
    void all_decisions_were_made_since_a_time_before_there_were_any(String since) {
        String user = UUID.randomUUID().toString();
        writer.journal(user, JournalEntry.of(Decision.HELD, Instant.now(), "held"));
        await().until(() -> decisions(user).size() == 1);

        caller.viewer()
                .queryParam("since", since)
                .get(PATH, user)
                .then()
                .statusCode(200)
                .body("items.decision", contains("HELD"));
    }

    @Test
    void none_was_made_since_the_last_time_there_is() {
        caller.viewer()
                .queryParam("since", "+1000000000-12-31T23:59:59.999999999Z")
                .get(PATH, UUID.randomUUID().toString())
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("$", not(hasKey("next")));
    }

    @Test
    void an_unreadable_parameter_is_a_problem_that_names_it() {
        String user = UUID.randomUUID().toString();
        caller.viewer()
                .queryParam("since", "lately")
                .get(PATH, user)
                .then()
                .statusCode(400)
                .body("field", equalTo("since"));
        caller.viewer()
                .queryParam("cursor", "-1")
                .get(PATH, user)
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
        caller.viewer()
                .queryParam("limit", "501")
                .get(PATH, user)
                .then()
                .statusCode(400)
                .body("field", equalTo("limit"));
        caller.viewer().get(PATH, "nobody@contoso.example").then().statusCode(404);
    }

    private static int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % 12;
    }

    private List<String> decisions(String userId) {
        return history(userId).getList("items.decision");
    }

    private JsonPath history(String userId) {
        return caller.viewer().get(PATH, userId).jsonPath();
    }
}
