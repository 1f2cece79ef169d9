package io.photosync.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.call.Repeats;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphAnswersTest {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";
    private static final String USER = "6ba3a2f4-0000-4000-8000-000000000001";
    private static final String OTHER = "6ba3a2f4-0000-4000-8000-000000000002";
    private static final String BUSY = """
            {"error": {"code": "ApplicationThrottled", "message": "Application is over its MailboxConcurrency limit."}}""";
    private static final String METADATA = """
            {"@odata.mediaEtag": "\\"BA09D118\\"", "@odata.mediaContentType": "image/jpeg",
             "id": "240X240", "width": 240, "height": 240}""";

    private ScriptedGraph graph;

    @BeforeEach
    void start() throws IOException {
        graph = new ScriptedGraph();
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void a_photo_is_known_by_the_etag_that_the_sdk_has_no_property_for() throws Exception {
        graph.then(200, JSON, METADATA);

        assertThat(graph.room().photos().state(USER, GraphRoom.ask()))
                .isEqualTo(new PhotoState.Present("\"BA09D118\"", 240, 240));
    }

    @Test
    void an_html_page_keeps_its_status_and_is_not_taken_for_no_photo() {
        graph.then(404, HTML, "<html>Our services aren't available right now</html>");

        Failure failure = failure(() -> graph.room().photos().state(USER, GraphRoom.ask()));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.status()).isEqualTo(404);
        assertThat(failure.code()).isEqualTo("http-404");
        assertThat(failure.requestId()).contains("94fb3b52");
    }

    @Test
    void an_error_without_a_body_or_without_an_error_property_can_be_logged() {
        graph.then(502, HTML, "").then(500, JSON, "{}");

        assertThat(failure(() -> graph.room().photos().content(USER, GraphRoom.ask()))
                        .toString())
                .contains("GRAPH SERVER_ERROR: HTTP 502 http-502");
        assertThat(failure(() -> graph.room().photos().content(USER, GraphRoom.ask()))
                        .toString())
                .contains("GRAPH SERVER_ERROR: HTTP 500 http-500");
    }

    @Test
    void a_page_of_a_proxy_with_status_200_is_no_answer() {
        graph.then(200, HTML, "<html>Please sign in</html>").then(200, HTML, "<html>Please sign in</html>");

        assertThat(failure(() -> graph.room().photos().state(USER, GraphRoom.ask()))
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
        assertThat(failure(() -> graph.room().photos().content(USER, GraphRoom.ask()))
                        .code())
                .isEqualTo("not-an-image");
    }

    @Test
    void broken_json_is_unreadable_and_not_the_networks_fault() {
        graph.then(200, JSON, "{\"width\": ");

        assertThat(failure(() -> graph.room().photos().states(List.of(USER), GraphRoom.ask()))
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void a_throttled_request_is_sent_again_in_full() throws Exception {
        // Given
        graph.then(429, JSON, "{}".getBytes(), Map.of("Retry-After", "1")).then(201, JSON, """
                        {"id": "1", "resource": "/users", "changeType": "updated,deleted",
                         "expirationDateTime": "2026-02-02T08:00:00.9356913Z"}""");

        // When
        graph.room()
                .subscriptions()
                .create(
                        new NewSubscription(
                                "/users",
                                Set.of("updated", "deleted"),
                                URI.create("https://photosync.example/graph/notifications"),
                                URI.create("https://photosync.example/graph/lifecycle"),
                                Instant.parse("2026-02-02T08:00:00Z"),
                                "secret-state"),
                        GraphRoom.ask());

        // Then
        assertThat(graph.asked()).hasSize(2);
        assertThat(graph.asked().get(1).body())
                .isEqualTo(graph.asked().get(0).body())
                .contains("updated,deleted", "secret-state");
        assertThat(graph.room().counted("throttled")).isEqualTo(1);
        assertThat(graph.room().counted("ok")).isEqualTo(1);
    }

    @Test
    void a_pause_beyond_the_deadline_ends_the_call_at_once() {
        graph.then(503, HTML, "".getBytes(), Map.of("Retry-After", "300"));

        Failure failure =
                failure(() -> graph.room().users().delta(GraphRoom.ask(Priority.LIVE, Duration.ofSeconds(30))));

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.retryAfter()).isEqualTo(Optional.of(Duration.ofMinutes(5)));
        assertThat(graph.room().stopped()).isTrue();
    }

    @Test
    void a_throttled_mailbox_is_its_users_matter_and_is_not_asked_again_before_its_time() throws Exception {
        // Given
        graph.then(429, JSON, BUSY.getBytes(), Map.of("Retry-After", "300")).then(200, JSON, METADATA);

        // When
        Failure failure = failure(() -> graph.room().photos().state(USER, GraphRoom.ask()));
        Failure again = failure(() -> graph.room().photos().content(USER, GraphRoom.ask()));
        PhotoState other = graph.room().photos().state(OTHER, GraphRoom.ask());

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.USER_THROTTLED);
        assertThat(failure.code()).isEqualTo("ApplicationThrottled");
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(again.kind()).isEqualTo(Kind.USER_THROTTLED);
        assertThat(again.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(other).isInstanceOf(PhotoState.Present.class);
        assertThat(graph.asked()).hasSize(2);
        assertThat(graph.room().stopped()).isFalse();
    }

    @Test
    void a_throttled_batch_stops_graph_for_a_quarter_of_an_hour_though_a_day_was_asked_for() {
        graph.then(429, JSON, "{}".getBytes(), Map.of("Retry-After", "86400"));

        Failure failure = failure(() -> graph.room().photos().states(List.of(USER), GraphRoom.ask()));

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(15));
        assertThat(graph.room().stoppedUntil(MicrosoftService.GRAPH).orElseThrow())
                .isBetween(Instant.now().plusSeconds(700), Instant.now().plusSeconds(900));
    }

    @Test
    void a_short_wait_for_one_mailbox_is_waited_for() throws Exception {
        graph.then(503, JSON, BUSY.getBytes(), Map.of("Retry-After", "1")).then(200, JSON, METADATA);

        assertThat(graph.room().photos().state(USER, GraphRoom.ask())).isInstanceOf(PhotoState.Present.class);
        assertThat(graph.room().stopped()).isFalse();
    }

    @Test
    void a_throttle_of_many_users_stops_all_requests_to_graph() {
        for (int user = 0; user < 4; user++) {
            graph.then(429, JSON, BUSY.getBytes(), Map.of("Retry-After", "300"));
            String id = "user-" + user;
            failure(() -> graph.room().photos().content(id, GraphRoom.ask()));
        }

        assertThat(graph.room().stopped()).isTrue();
        assertThat(failure(() -> graph.room().photos().state(OTHER, GraphRoom.ask()))
                        .kind())
                .isEqualTo(Kind.THROTTLED);
        assertThat(graph.asked()).hasSize(4);
    }

    @Test
    void a_refused_token_is_replaced_once() {
        graph.then(401, JSON, "{}").then(401, JSON, "{}");

        Failure failure = failure(() -> graph.room().photos().state(USER, GraphRoom.ask()));

        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(graph.asked())
                .extracting(ScriptedGraph.Asked::authorization)
                .containsExactly(Optional.of("Bearer token-1"), Optional.of("Bearer token-2"));
    }

    @Test
    void a_failure_that_may_pass_is_repeated_once_for_a_caller_that_asks_for_it() throws Exception {
        // Given
        graph.then(500, JSON, "{}").then(200, JSON, METADATA).then(500, JSON, "{}");
        CallContext patient = GraphRoom.ask();
        CallContext repeating = new CallContext(patient.priority(), patient.deadline(), Repeats.FIRST);

        // When
        PhotoState state = graph.room().photos().state(USER, repeating);
        Failure failure = failure(() -> graph.room().photos().state(USER, patient));

        // Then
        assertThat(state).isInstanceOf(PhotoState.Present.class);
        assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(graph.asked()).hasSize(3);
    }

    @Test
    void no_token_goes_where_a_link_leads_away() {
        Failure failure = failure(
                () -> graph.room().users().next("http://elsewhere.example/v1.0/users?$skiptoken=x", GraphRoom.ask()));

        assertThat(failure.code()).isEqualTo("foreign-host");
        assertThat(failure.service()).isEqualTo(MicrosoftService.GRAPH);
    }

    @Test
    void a_graph_that_is_away_is_unreachable() {
        graph.close();

        assertThat(failure(() -> graph.room().photos().state(USER, GraphRoom.ask()))
                        .kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void a_photo_without_end_is_too_large_and_no_refusal_of_graphs() throws Exception {
        graph.then(200, "image/jpeg", new byte[PhotoDownload.LIMIT + 1], Map.of());

        assertThat(graph.room().photos().content(USER, GraphRoom.ask()))
                .isEqualTo(new PhotoContent.TooLarge(PhotoDownload.LIMIT));
    }

    @Test
    void only_the_sweep_asks_to_be_shed_first() throws Exception {
        // Given
        graph.then(200, JSON, "{\"responses\": []}").then(200, JSON, "{\"responses\": []}");

        // When
        graph.room().photos().states(List.of(USER), GraphRoom.ask(Priority.SWEEP, Duration.ofSeconds(20)));
        graph.room().photos().states(List.of(USER), GraphRoom.ask());

        // Then
        assertThat(graph.asked())
                .extracting(ScriptedGraph.Asked::priority)
                .containsExactly(Optional.of("low"), Optional.empty());
        assertThat(graph.asked().getFirst().body())
                .contains("\"url\":\"/users/" + USER + "/photo\"", "x-ms-throttle-priority")
                .doesNotContain("Bearer");
    }

    @Test
    void twenty_five_users_are_two_batches() throws Exception {
        // Given
        graph.then(200, JSON, "{\"responses\": []}").then(200, JSON, "{\"responses\": []}");
        List<String> ids = IntStream.range(0, 25).mapToObj(i -> "user-" + i).toList();

        // When
        Map<String, PhotoAnswer> answers = graph.room().photos().states(ids, GraphRoom.ask());

        // Then
        assertThat(answers).hasSize(25);
        assertThat(graph.asked()).hasSize(2);
    }

    private static Failure failure(ThrowingCallable call) {
        MicrosoftCallException failed = catchThrowableOfType(MicrosoftCallException.class, call);
        assertThat(failed).isNotNull();
        return failed.failure();
    }
}
