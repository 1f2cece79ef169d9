package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.photosync.deadletter.Letters;
import io.photosync.event.DeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Tenant;
import io.photosync.testkit.SandboxTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters through the ops API, beside the real broker. */
@SandboxTest
class DeadLetterApiTest {
    private static final String PATH = "/ops/api/dead-letters";

    Sandbox sandbox;

    @Inject
    TopicWriter writer;

    @Inject
    Ledger ledger;

    private OpsClient caller;
    private final String user = UUID.randomUUID().toString();

    @BeforeEach
    void the_sync_is_slow() {
        caller = new OpsClient(sandbox);
        await().until(ledger::caughtUp);
        // Replayed events stay pending while a test looks at them.
        sandbox.troubles().latency().set(Service.GRAPH, Duration.ofSeconds(4));
    }

    @AfterEach
    void the_sync_is_as_fast_as_ever() {
        sandbox.troubles().latency().set(Service.GRAPH, Duration.ZERO);
    }

    @Test
    void a_dead_letter_is_listed_and_shown_with_its_code_and_actor() throws Exception {
        RecordMetadata record = given(user, FailureCode.PROFILE_MISSING);

        caller.viewer()
                .queryParam("user", user.toUpperCase(Locale.ROOT))
                .get(PATH)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items.userId", contains(user));
        caller.viewer()
                .get(PATH + "/" + user + "@contoso.example")
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
        given(user, FailureCode.IMAGE_TOO_LARGE);
        given(UUID.randomUUID().toString(), FailureCode.IMAGE_TOO_LARGE);
        String next = caller.viewer()
                .queryParam("code", "IMAGE_TOO_LARGE")
                .queryParam("limit", 1)
                .get(PATH)
                .then()
                .body("items", hasSize(1))
                .body("total", equalTo(2))
                .extract()
                .path("next");

        caller.viewer()
                .queryParam("code", "IMAGE_TOO_LARGE")
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get(PATH)
                .then()
                .body("items", hasSize(1))
                .body("$", not(org.hamcrest.Matchers.hasKey("next")));
    }

    @Test
    void letters_are_found_by_words_time_and_state_and_counted_by_code() throws Exception {
        given(user, FailureCode.GRAPH_REFUSED);
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
                .get(PATH)
                .then()
                .statusCode(200);
    }

    @Test
    void a_replayed_letter_is_listed_as_replaying_and_is_not_replayed_twice() throws Exception {
        given(user, FailureCode.SHAREPOINT_FAILED);

        replay(named(user)).statusCode(200).body("count", equalTo(1)).body("lane", equalTo("live"));

        caller.viewer().get(PATH + "/" + user).then().body("state", equalTo("REPLAYING"));
        PhotoEvent fresh = ledger.of(user).live().orElseThrow();
        assertThat(fresh.data().cause()).isEqualTo(Cause.REPLAY);
        replay(named(user)).body("count", equalTo(0)).body("alreadyReplaying", equalTo(1));
        assertThat(ledger.of(user).live()).contains(fresh);
    }

    @Test
    void many_are_replayed_by_filter_into_the_bulk_lane() throws Exception {
        String other = UUID.randomUUID().toString();
        given(user, FailureCode.TOKEN_REFUSED);
        given(other, FailureCode.TOKEN_REFUSED);

        replay("{\"filter\":{\"code\":\"TOKEN_REFUSED\"},\"reason\":\"consent is back\"}")
                .statusCode(200)
                .body("count", equalTo(2))
                .body("lane", equalTo("bulk"));

        assertThat(ledger.of(user).bulk()).isPresent();
        assertThat(ledger.of(other).bulk()).isPresent();
    }

    @Test
    void a_dry_run_counts_and_changes_nothing() throws Exception {
        given(user, FailureCode.SHAREPOINT_FAILED);
        String body = "{\"users\":[\"%s\"],\"reason\":\"just looking %s\",\"dryRun\":true}".formatted(user, user);

        replay(body).body("dryRun", equalTo(true)).body("count", equalTo(1));
        discard(body).body("dryRun", equalTo(true)).body("count", equalTo(1));

        assertThat(ledger.of(user).live()).isEmpty();
        assertThat(ledger.letter(user)).isPresent();
        caller.viewer().get("/ops/api/audit").then().body("items.reason", not(hasItem("just looking " + user)));
    }

    @Test
    void a_discard_closes_the_letter_and_the_trail_says_who_and_why() throws Exception {
        RecordMetadata record = given(user, FailureCode.IMAGE_UNREADABLE);

        discard("{\"users\":[\"%s\"],\"offsets\":{\"%s\":%d},\"reason\":\"left %s\"}"
                        .formatted(user, user, record.offset(), user))
                .statusCode(200)
                .body("count", equalTo(1));

        assertThat(ledger.letter(user)).isEmpty();
        Settlement end = ledger.of(user).settled().orElseThrow();
        assertThat(end.state()).isEqualTo(Settlement.State.DISCARDED);
        assertThat(end.reason()).contains("dead letter at offset %d: left %s".formatted(record.offset(), user));
        caller.viewer().get(PATH + "/" + user).then().statusCode(404).contentType(Problem.TYPE);
        caller.viewer()
                .get("/ops/api/audit")
                .then()
                .body("items[0].action", equalTo("DISCARD"))
                .body("items[0].reason", equalTo("left " + user))
                .body("items[0].count", equalTo(1))
                .body("items[0].actor", equalTo(Tokens.servicePrincipal(Tenant.APP)));
    }

    @Test
    void a_letter_that_is_not_the_one_that_was_seen_is_neither_discarded_nor_replayed() throws Exception {
        String other = UUID.randomUUID().toString();
        RecordMetadata record = given(user, FailureCode.IMAGE_UNREADABLE);
        RecordMetadata same = given(other, FailureCode.IMAGE_UNREADABLE);
        String body = "{\"users\":[\"%s\",\"%s\"],\"offsets\":{\"%s\":%d,\"%s\":%d},\"reason\":\"left\"}"
                .formatted(user, other, user, record.offset() + 1, other, same.offset());

        for (String action : List.of("/discard", "/replay")) {
            post(action, body)
                    .statusCode(409)
                    .contentType(Problem.TYPE)
                    .body("detail", containsString(user + " was seen at offset " + (record.offset() + 1)))
                    .body("detail", containsString("now at " + record.offset()))
                    .body("detail", not(containsString(other)));
        }

        assertThat(ledger.letter(user)).isPresent();
        assertThat(ledger.letter(other)).isPresent();
        assertThat(ledger.of(other).live()).isEmpty();
        assertThat(ledger.of(other).bulk()).isEmpty();
    }

    @Test
    void what_failed_after_the_look_is_left_out_and_a_dry_run_says_all_that_the_look_needs() throws Exception {
        given(user, FailureCode.ANSWER_UNREADABLE);
        String moment = found(user, Instant.now().minusSeconds(600).toString(), Instant.now())
                .extract()
                .path("at");
        String newer = UUID.randomUUID().toString();
        ledger.awaitFolded(writer.writeDeadLetter(
                newer, Letters.of(Letters.event(newer, Instant.now()), FailureCode.ANSWER_UNREADABLE, Instant.now())));
        String body =
                "{\"filter\":{\"code\":\"ANSWER_UNREADABLE\"},\"reason\":\"mended\",\"seenAt\":\"%s\",\"expected\":3%s}";

        replay(body.formatted(moment, ",\"dryRun\":true"))
                .statusCode(200)
                .body("count", equalTo(1))
                .body("lane", equalTo("live"))
                .body("minutes", equalTo(1))
                .body("letters.byCode", equalTo(Map.of("ANSWER_UNREADABLE", 1)))
                .body("letters.names", contains(user + "@contoso.example"))
                .body("seen.matching", equalTo(1))
                .body("seen.newer", equalTo(1))
                .body("seen.fewer", equalTo(2));
        discard(body.formatted(moment, "")).statusCode(200).body("count", equalTo(1));

        assertThat(ledger.letter(user)).isEmpty();
        assertThat(ledger.letter(newer)).isPresent();
    }

    /** More than are written together. */
    @Test
    void of_many_letters_each_is_replayed_or_discarded() throws Exception {
        List<String> users =
                Stream.generate(UUID::randomUUID).limit(230).map(UUID::toString).toList();
        Instant now = Instant.now();
        List<CompletableFuture<RecordMetadata>> sent = users.stream()
                .map(each -> sent(each, Letters.of(Letters.event(each, now), FailureCode.IMAGE_TOO_LARGE, now)))
                .toList();
        for (CompletableFuture<RecordMetadata> each : sent) {
            ledger.awaitFolded(each.join());
        }
        String body = "{\"users\":[%s],\"reason\":\"mended\"}"
                .formatted(users.stream().map("\"%s\""::formatted).collect(Collectors.joining(",")));

        replay(body).statusCode(200).body("count", equalTo(users.size()));

        assertThat(users).allMatch(each -> ledger.of(each).bulk().isPresent());
        discard(body).statusCode(200).body("count", equalTo(users.size())).body("changedMeanwhile", equalTo(0));
        assertThat(users).allMatch(each -> ledger.letter(each).isEmpty());
        assertThat(users)
                .allMatch(each -> ledger.of(each).settled().orElseThrow().state() == Settlement.State.DISCARDED
                        || ledger.of(each).settled().orElseThrow().state() == Settlement.State.SKIPPED);
    }

    /** Its failure is dated before the look, by a replica whose clock is behind. */
    @Test
    void nothing_is_done_where_more_letters_match_than_were_seen_at_that_moment() throws Exception {
        given(user, FailureCode.IMAGE_TOO_LARGE);
        String body = "{\"filter\":{\"user\":\"%s\"},\"reason\":\"left\",\"seenAt\":\"%s\",\"expected\":0}"
                .formatted(user, Instant.now());

        for (String action : List.of("/discard", "/replay")) {
            post(action, body)
                    .statusCode(409)
                    .contentType(Problem.TYPE)
                    .body("detail", containsString("more letters match than were expected at seenAt, by 1"));
        }

        assertThat(ledger.letter(user)).isPresent();
        assertThat(ledger.of(user).live()).isEmpty();
    }

    @Test
    void a_letter_without_an_event_is_named_by_a_replay_and_can_be_discarded() throws Exception {
        String place = "photo-updated-0-" + user;
        Instant now = Instant.now();
        ledger.awaitFolded(writer.writeDeadLetter(
                place,
                new DeadLetter(
                        "nonsense".getBytes(StandardCharsets.UTF_8),
                        new FailureNote(
                                FailureCode.EVENT_UNREADABLE, "no JSON", now, now, Optional.empty(), Optional.empty()),
                        1,
                        new RecordPosition("photo-updated", 0, 17))));

        replay(named(place)).body("count", equalTo(0)).body("notReplayable", contains(place));
        discard(named(place)).body("count", equalTo(1));

        assertThat(ledger.letter(place)).isEmpty();
        assertThat(ledger.of(place).settled()).isEmpty();
    }

    @Test
    void names_without_a_letter_are_reported() {
        replay(named("nobody")).statusCode(200).body("count", equalTo(0)).body("unknown", contains("nobody"));
    }

    private CompletableFuture<RecordMetadata> sent(String key, DeadLetter letter) {
        return writer.send(Topic.PHOTO_UPDATED_DLQ, key, letter.value(), DeadLetterHeaders.of(letter));
    }

    private RecordMetadata given(String userId, FailureCode code) throws Exception {
        Instant now = Instant.now();
        RecordMetadata record = writer.writeDeadLetter(
                userId, Letters.of(Letters.event(userId, now.minusSeconds(60)), code, now.minusSeconds(1)));
        ledger.awaitFolded(record);
        return record;
    }

    private static String named(String name) {
        return "{\"users\":[\"%s\"],\"reason\":\"the cause is gone\"}".formatted(name);
    }

    private ValidatableResponse replay(String body) {
        return post("/replay", body);
    }

    private ValidatableResponse discard(String body) {
        return post("/discard", body);
    }

    private ValidatableResponse post(String action, String body) {
        return caller.operator()
                .contentType("application/json")
                .body(body)
                .post(PATH + action)
                .then();
    }
}
