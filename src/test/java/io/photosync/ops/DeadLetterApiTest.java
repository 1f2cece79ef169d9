package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.photosync.deadletter.WrittenLetters;
import io.photosync.event.FailureCode;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters through the ops API: listed, found, shown; and requests about them that are answered with what is wrong. */
@SandboxTest(people = 1)
class DeadLetterApiTest {
    Sandbox sandbox;

    @Inject
    TopicWriter writer;

    @Inject
    Ledger ledger;

    private OpsClient caller;
    private WrittenLetters letters;
    private final String user = UUID.randomUUID().toString();

    @BeforeEach
    void arrive() {
        caller = new OpsClient(sandbox);
        letters = new WrittenLetters(writer, ledger);
        await().until(ledger::caughtUp);
    }

    @Test
    void a_dead_letter_is_listed_and_shown_with_its_code_and_actor() throws Exception {
        RecordMetadata record = letters.write(user, FailureCode.PROFILE_MISSING);

        caller.viewer()
                .queryParam("user", user.toUpperCase(Locale.ROOT))
                .get(LetterRequests.PATH)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items.userId", contains(user));
        caller.viewer()
                .get(LetterRequests.PATH + "/" + user + "@contoso.example")
                .then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("code", equalTo("PROFILE_MISSING"))
                .body("actor", equalTo("ADMINISTRATOR"))
                .body("attempts", equalTo(4))
                .body("offset", equalTo((int) record.offset()))
                .body("event.subject", equalTo(user));
    }

    @Test
    void pages_lead_from_one_to_the_next() throws Exception {
        letters.write(user, FailureCode.IMAGE_TOO_LARGE);
        letters.write(UUID.randomUUID().toString(), FailureCode.IMAGE_TOO_LARGE);
        String next = caller.viewer()
                .queryParam("code", "IMAGE_TOO_LARGE")
                .queryParam("limit", 1)
                .get(LetterRequests.PATH)
                .then()
                .body("items", hasSize(1))
                .body("total", equalTo(2))
                .extract()
                .path("next");

        caller.viewer()
                .queryParam("code", "IMAGE_TOO_LARGE")
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get(LetterRequests.PATH)
                .then()
                .body("items", hasSize(1))
                .body("$", not(org.hamcrest.Matchers.hasKey("next")));
    }

    @Test
    void letters_are_found_by_words_time_and_state_and_counted_by_code() throws Exception {
        letters.write(user, FailureCode.GRAPH_REFUSED);
        String since = Instant.now().minusSeconds(600).toString();

        found(user.substring(3, 20).toUpperCase(Locale.ROOT) + " graph_ref", since, Instant.now())
                .body("items.userId", contains(user))
                .body("byCode", equalTo(Map.of("GRAPH_REFUSED", 1)));
        found(user, since, Instant.now().minusSeconds(300))
                .body("total", equalTo(0))
                .body("byCode", equalTo(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "users | {\"reason\":\"why\"}",
                "users | {\"users\":[\"a\"],\"filter\":{},\"reason\":\"why\"}",
                "users | {\"users\":[],\"reason\":\"why\"}",
                "users | {\"users\":5,\"reason\":\"why\"}",
                "reason | {\"users\":[\"a\"]}",
                "reason | {\"users\":[\"a\"],\"reason\":\" \"}",
                "filter.code | {\"filter\":{\"code\":\"NO_SUCH\"},\"reason\":\"why\"}",
                "filter.since | {\"filter\":{\"since\":\"yesterday\"},\"reason\":\"why\"}",
                "filter.until | {\"filter\":{\"since\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"},\"reason\":\"why\"}",
                "filter.state | {\"filter\":{\"state\":\"SOLVED\"},\"reason\":\"why\"}",
                "filter.q | {\"filter\":{\"q\":\" \"},\"reason\":\"why\"}",
                "filter.cod | {\"filter\":{\"cod\":\"GRAPH_FAILED\"},\"reason\":\"why\"}",
                "dryRun | {\"users\":[\"a\"],\"reason\":\"why\",\"dryRun\":\"perhaps\"}",
                "offsets | {\"users\":[\"a\"],\"reason\":\"why\",\"offsets\":{\"b\":1}}",
                "seenAt | {\"filter\":{},\"reason\":\"why\",\"seenAt\":\"a moment ago\"}",
                "expected | {\"filter\":{},\"reason\":\"why\",\"expected\":-1}",
            })
    void a_bad_body_is_a_problem_that_names_the_field(String field, String body) {
        requests().discard(body).statusCode(400).contentType(Problem.TYPE).body("field", equalTo(field));
        requests().replay(body).statusCode(400).contentType(Problem.TYPE).body("field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "code,NO_SUCH",
        "since,yesterday",
        "until,tomorrow",
        "state,SOLVED",
        "q,%20",
        "limit,0",
        "limit,501",
        "limit,many",
        "cursor,nonsense",
        "user,%20"
    })
    void a_bad_query_is_a_problem_that_names_the_parameter(String parameter, String value) {
        caller.viewer()
                .urlEncodingEnabled(false)
                .queryParam(parameter, value)
                .get(LetterRequests.PATH)
                .then()
                .statusCode(400)
                .contentType(Problem.TYPE)
                .body("field", equalTo(parameter));
    }

    @Test
    void a_body_that_is_not_json_is_a_problem_too() {
        requests().discard("{\"users\":").statusCode(400).contentType(Problem.TYPE);
        requests().discard("").statusCode(400).contentType(Problem.TYPE);
    }

    /** What a body names goes into the log, the audit trail and the record of the action. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "users | {\"users\":[\"a\",\"%s\"],\"reason\":\"why\"}",
                "filter.user | {\"filter\":{\"user\":\"%s\"},\"reason\":\"why\"}",
                "filter.code | {\"filter\":{\"code\":\"%s\"},\"reason\":\"why\"}",
                "filter.since | {\"filter\":{\"since\":\"%s\"},\"reason\":\"why\"}",
                "seenAt | {\"filter\":{},\"seenAt\":\"%s\",\"reason\":\"why\"}",
                "offsets | {\"users\":[\"a\"],\"offsets\":{\"%s\":1},\"reason\":\"why\"}",
            })
    void a_text_of_any_length_is_neither_taken_nor_repeated(String field, String body) {
        requests()
                .discard(body.formatted("x".repeat(100_000)))
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail.length()", lessThan(600));
    }

    private ValidatableResponse found(String words, String since, Instant until) {
        return caller.viewer()
                .queryParam("q", words)
                .queryParam("since", since)
                .queryParam("until", until.toString())
                .queryParam("state", "OPEN")
                .get(LetterRequests.PATH)
                .then()
                .statusCode(200);
    }

    private LetterRequests requests() {
        return new LetterRequests(caller);
    }
}
