package io.photosync.ops;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.photosync.deadletter.Letters;
import io.photosync.deadletter.WrittenLetters;
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
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** Replays and discards through the ops API, beside the real broker. */
@SandboxTest(people = 1)
class DeadLetterActionsTest {
    Sandbox sandbox;

    @Inject
    TopicWriter writer;

    @Inject
    Ledger ledger;

    private OpsClient caller;
    private LetterRequests requests;
    private WrittenLetters letters;
    private final String user = UUID.randomUUID().toString();

    @BeforeEach
    void the_sync_is_slow() {
        caller = new OpsClient(sandbox);
        requests = new LetterRequests(caller);
        letters = new WrittenLetters(writer, ledger);
        await().until(ledger::caughtUp);
        // Replayed events stay pending while a test looks at them.
        sandbox.troubles().latency().set(Service.GRAPH, Duration.ofSeconds(4));
    }

    @AfterEach
    void the_sync_is_as_fast_as_ever() {
        sandbox.troubles().latency().set(Service.GRAPH, Duration.ZERO);
    }

    @Test
    void a_replayed_letter_is_listed_as_replaying_and_is_not_replayed_twice() throws Exception {
        letters.write(user, FailureCode.SHAREPOINT_FAILED);

        requests.replay(LetterRequests.named(user))
                .statusCode(200)
                .body("count", equalTo(1))
                .body("lane", equalTo("live"));

        caller.viewer().get(LetterRequests.PATH + "/" + user).then().body("state", equalTo("REPLAYING"));
        PhotoEvent fresh = ledger.of(user).live().orElseThrow();
        assertThat(fresh.data().cause()).isEqualTo(Cause.REPLAY);
        requests.replay(LetterRequests.named(user)).body("count", equalTo(0)).body("alreadyReplaying", equalTo(1));
        assertThat(ledger.of(user).live()).contains(fresh);
    }

    @Test
    void many_are_replayed_by_filter_into_the_bulk_lane() throws Exception {
        String other = UUID.randomUUID().toString();
        letters.write(user, FailureCode.TOKEN_REFUSED);
        letters.write(other, FailureCode.TOKEN_REFUSED);

        requests.replay("{\"filter\":{\"code\":\"TOKEN_REFUSED\"},\"reason\":\"consent is back\"}")
                .statusCode(200)
                .body("count", equalTo(2))
                .body("lane", equalTo("bulk"));

        assertThat(ledger.of(user).bulk()).isPresent();
        assertThat(ledger.of(other).bulk()).isPresent();
    }

    @Test
    void a_dry_run_counts_and_changes_nothing() throws Exception {
        letters.write(user, FailureCode.SHAREPOINT_FAILED);
        String body = "{\"users\":[\"%s\"],\"reason\":\"just looking %s\",\"dryRun\":true}".formatted(user, user);

        requests.replay(body).body("dryRun", equalTo(true)).body("count", equalTo(1));
        requests.discard(body).body("dryRun", equalTo(true)).body("count", equalTo(1));

        assertThat(ledger.of(user).live()).isEmpty();
        assertThat(ledger.letter(user)).isPresent();
        caller.viewer().get("/ops/api/audit").then().body("items.reason", not(hasItem("just looking " + user)));
    }

    @Test
    void a_discard_closes_the_letter_and_the_trail_says_who_and_why() throws Exception {
        RecordMetadata record = letters.write(user, FailureCode.IMAGE_UNREADABLE);

        requests.discard("{\"users\":[\"%s\"],\"offsets\":{\"%s\":%d},\"reason\":\"left %s\"}"
                        .formatted(user, user, record.offset(), user))
                .statusCode(200)
                .body("count", equalTo(1));

        assertThat(ledger.letter(user)).isEmpty();
        Settlement end = ledger.of(user).settled().orElseThrow();
        assertThat(end.state()).isEqualTo(Settlement.State.DISCARDED);
        assertThat(end.reason()).contains("dead letter at offset %d: left %s".formatted(record.offset(), user));
        caller.viewer()
                .get(LetterRequests.PATH + "/" + user)
                .then()
                .statusCode(404)
                .contentType(Problem.TYPE);
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
        RecordMetadata record = letters.write(user, FailureCode.IMAGE_UNREADABLE);
        RecordMetadata same = letters.write(other, FailureCode.IMAGE_UNREADABLE);
        String body = "{\"users\":[\"%s\",\"%s\"],\"offsets\":{\"%s\":%d,\"%s\":%d},\"reason\":\"left\"}"
                .formatted(user, other, user, record.offset() + 1, other, same.offset());

        for (String action : List.of("/discard", "/replay")) {
            requests.post(action, body)
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
        letters.write(user, FailureCode.ANSWER_UNREADABLE);
        String moment = caller.viewer()
                .queryParam("user", user)
                .get(LetterRequests.PATH)
                .then()
                .extract()
                .path("at");
        String newer = UUID.randomUUID().toString();
        letters.write(newer, FailureCode.ANSWER_UNREADABLE, Instant.now());
        String body =
                "{\"filter\":{\"code\":\"ANSWER_UNREADABLE\"},\"reason\":\"mended\",\"seenAt\":\"%s\",\"expected\":3%s}";

        requests.replay(body.formatted(moment, ",\"dryRun\":true"))
                .statusCode(200)
                .body("count", equalTo(1))
                .body("lane", equalTo("live"))
                .body("minutes", equalTo(1))
                .body("letters.byCode", equalTo(Map.of("ANSWER_UNREADABLE", 1)))
                .body("letters.names", contains(user + "@contoso.example"))
                .body("seen.matching", equalTo(1))
                .body("seen.newer", equalTo(1))
                .body("seen.fewer", equalTo(2));
        requests.discard(body.formatted(moment, "")).statusCode(200).body("count", equalTo(1));

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

        requests.replay(body).statusCode(200).body("count", equalTo(users.size()));

        assertThat(users).allMatch(each -> ledger.of(each).bulk().isPresent());
        requests.discard(body)
                .statusCode(200)
                .body("count", equalTo(users.size()))
                .body("changedMeanwhile", equalTo(0));
        assertThat(users).allMatch(each -> ledger.letter(each).isEmpty());
        assertThat(users)
                .allMatch(each -> ledger.of(each).settled().orElseThrow().state() == Settlement.State.DISCARDED
                        || ledger.of(each).settled().orElseThrow().state() == Settlement.State.SKIPPED);
    }

    /** Its failure is dated before the look, by a replica whose clock is behind. */
    @Test
    void nothing_is_done_where_more_letters_match_than_were_seen_at_that_moment() throws Exception {
        letters.write(user, FailureCode.IMAGE_TOO_LARGE);
        String body = "{\"filter\":{\"user\":\"%s\"},\"reason\":\"left\",\"seenAt\":\"%s\",\"expected\":0}"
                .formatted(user, Instant.now());

        for (String action : List.of("/discard", "/replay")) {
            requests.post(action, body)
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

        requests.replay(LetterRequests.named(place)).body("count", equalTo(0)).body("notReplayable", contains(place));
        requests.discard(LetterRequests.named(place)).body("count", equalTo(1));

        assertThat(ledger.letter(place)).isEmpty();
        assertThat(ledger.of(place).settled()).isEmpty();
    }

    @Test
    void names_without_a_letter_are_reported() {
        requests.replay(LetterRequests.named("nobody"))
                .statusCode(200)
                .body("count", equalTo(0))
                .body("unknown", contains("nobody"));
    }

    private CompletableFuture<RecordMetadata> sent(String key, DeadLetter letter) {
        return writer.send(Topic.PHOTO_UPDATED_DLQ, key, letter.value(), DeadLetterHeaders.of(letter));
    }
}
