package io.photosync.ops;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests about dead letters that cannot be understood: each is answered with what is wrong with it. */
@SandboxTest(people = 1)
class DeadLetterBadInputTest {
    Sandbox sandbox;

    private OpsClient caller;
    private LetterRequests requests;

    @BeforeEach
    void arrive() {
        caller = new OpsClient(sandbox);
        requests = new LetterRequests(caller);
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
        requests.discard(body).statusCode(400).contentType(Problem.TYPE).body("field", equalTo(field));
        requests.replay(body).statusCode(400).contentType(Problem.TYPE).body("field", equalTo(field));
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
        requests.discard("{\"users\":").statusCode(400).contentType(Problem.TYPE);
        requests.discard("").statusCode(400).contentType(Problem.TYPE);
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
        requests.discard(body.formatted("x".repeat(100_000)))
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail.length()", lessThan(600));
    }
}
