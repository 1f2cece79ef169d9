package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
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

/** Dead letters through the ops API: listed, found, shown. */
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
}
