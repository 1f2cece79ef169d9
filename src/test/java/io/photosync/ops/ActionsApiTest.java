package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.photosync.deadletter.ActedLetters;
import io.photosync.deadletter.ActionLog;
import io.photosync.deadletter.LetterAction;
import io.photosync.deadletter.WrittenLetters;
import io.photosync.event.FailureCode;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays and discards have an id and a state. */
@SandboxTest
class ActionsApiTest {
    Sandbox sandbox;

    @Inject
    TopicWriter writer;

    @Inject
    Ledger ledger;

    @Inject
    ActionLog log;

    private OpsClient caller;
    private LetterRequests requests;
    private WrittenLetters letters;
    private final String user = UUID.randomUUID().toString();

    @BeforeEach
    void the_ledger_is_complete() {
        caller = new OpsClient(sandbox);
        requests = new LetterRequests(caller);
        letters = new WrittenLetters(writer, ledger);
        await().until(ledger::caughtUp);
    }

    @Test
    void a_replay_has_an_id_under_which_stands_who_did_what_why_and_what_became_of_each_letter() throws Exception {
        letters.write(user, FailureCode.GRAPH_REFUSED);

        String id = act("replay", "answers again " + user);

        caller.viewer()
                .get("/ops/api/actions/" + id)
                .then()
                .statusCode(200)
                .body("action.kind", equalTo("REPLAY"))
                .body("action.reason", equalTo("answers again " + user))
                .body("action.selection", equalTo("users " + user))
                .body("action.count", equalTo(1))
                .body("letters.userId", contains(user))
                .body("letters.before", contains("GRAPH_REFUSED"));
        caller.viewer().get("/ops/api/audit").then().body("items.actionId", hasItem(id));
        // Nobody in the tenant has that id: the sync skips the user.
        await().untilAsserted(() -> progress(id).body("states", equalTo(Map.of("SKIPPED", 1))));
    }

    @Test
    void a_discarded_letter_is_resolved_and_one_that_fails_again_says_how() throws Exception {
        letters.write(user, FailureCode.IMAGE_UNREADABLE);

        String id = act("discard", "left");

        progress(id).body("action.kind", equalTo("DISCARD")).body("states", equalTo(Map.of("RESOLVED", 1)));

        letters.write(user, FailureCode.GRAPH_FAILED);
        progress(id).body("states", equalTo(Map.of("FAILED_NEWLY", 1))).body("letters.now", contains("GRAPH_FAILED"));
    }

    @Test
    void a_dry_run_has_no_id() throws Exception {
        letters.write(user, FailureCode.IMAGE_UNREADABLE);

        requests.replay("{\"users\":[\"%s\"],\"reason\":\"a look\",\"dryRun\":true}".formatted(user))
                .statusCode(200)
                .body("$", not(hasKey("action")));
    }

    @Test
    void an_action_that_is_not_kept_is_not_found() {
        caller.viewer().get("/ops/api/actions/nothing").then().statusCode(404).contentType(Problem.TYPE);
    }

    @Test
    void the_last_fifty_actions_are_kept_with_their_letters() throws Exception {
        // Not later than those of other tests: what is older than fifty others is forgotten.
        Instant begin = Instant.now().minusSeconds(3600);
        for (int i = 0; i < 52; i++) {
            log.add(action("%s-%d".formatted(user, i), begin.plusSeconds(i)), new ActedLetters(List.of()));
        }

        List<String> ids = caller.viewer()
                .get("/ops/api/actions")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");

        assertThat(ids)
                .hasSize(50)
                .containsSubsequence(user + "-51", user + "-50")
                .doesNotContain(user + "-1", user + "-0");
    }

    @Test
    void an_action_is_kept_though_the_clocks_of_others_are_ahead() throws Exception {
        Instant tomorrow = Instant.now().plusSeconds(86_400);
        for (int i = 0; i < 51; i++) {
            log.add(action("%s-ahead-%d".formatted(user, i), tomorrow), new ActedLetters(List.of()));
        }
        letters.write(user, FailureCode.IMAGE_UNREADABLE);

        progress(act("discard", "left"));

        for (int i = 0; i < 51; i++) {
            log.forget("%s-ahead-%d".formatted(user, i));
        }
    }

    @Test
    void letters_of_an_action_that_was_not_recorded_are_not_kept() {
        LetterAction tooLong = new LetterAction(
                user, LetterAction.Kind.REPLAY, "ada", Instant.now(), "why".repeat(1 << 20), "filter", 1);

        assertThatThrownBy(() -> log.add(tooLong, new ActedLetters(List.of())))
                .isInstanceOf(WriteFailedException.class);

        assertThat(ledger.stateOnce(StateKey.Family.ACTED_LETTERS.of(user), ActedLetters.class))
                .isEmpty();
    }

    private static LetterAction action(String id, Instant at) {
        return new LetterAction(id, LetterAction.Kind.DISCARD, "ada", at, "why", "filter", 0);
    }

    private String act(String action, String reason) {
        return requests.post("/" + action, "{\"users\":[\"%s\"],\"reason\":\"%s\"}".formatted(user, reason))
                .statusCode(200)
                .body("count", equalTo(1))
                .extract()
                .path("action");
    }

    private ValidatableResponse progress(String id) {
        return caller.viewer().get("/ops/api/actions/" + id).then().statusCode(200);
    }
}
