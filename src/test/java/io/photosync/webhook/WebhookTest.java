package io.photosync.webhook;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.UserChanged;
import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SandboxTest
class WebhookTest {
    private static final String NOTIFICATIONS = "/graph/notifications";

    Sandbox sandbox;

    @TestHTTPResource(NOTIFICATIONS)
    URI url;

    @Inject
    MeterRegistry metrics;

    @Inject
    KafkaClientService clients;

    /** What came before may have left much to write, and a busy machine is slow at it. */
    @BeforeEach
    void kafka_is_written() {
        await().untilAsserted(() ->
                post(SampleNotifications.updates(List.of(UUID.randomUUID().toString())), 202));
    }

    @ParameterizedTest
    @ValueSource(strings = {NOTIFICATIONS, "/graph/lifecycle"})
    void the_validation_token_is_returned_decoded_as_plain_text(String path) {
        given().urlEncodingEnabled(false)
                .contentType("text/plain; charset=utf-8")
                .when()
                .post(path + "?validationToken=Validation%3a+Testing+client+%3cb%3e%26%2b%c3%a9")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("Validation: Testing client <b>&+\u00e9"));
    }

    @Test
    void the_validation_needs_no_content_type_and_no_body() {
        given().noContentType()
                .queryParam("validationToken", "abc")
                .when()
                .post(NOTIFICATIONS)
                .then()
                .statusCode(200)
                .body(equalTo("abc"));
    }

    @Test
    void a_validation_token_of_4096_characters_is_returned_and_a_longer_one_is_refused() {
        validate("a".repeat(4_096)).statusCode(200);
        validate("a".repeat(4_097))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("validationToken must have 1 to 4096 characters, got 4097"));
    }

    @Test
    void an_empty_validation_token_is_refused() {
        validate("").statusCode(400);
    }

    @Test
    void a_change_is_in_kafka_when_its_answer_is_202() throws Exception {
        // Given
        String user = UUID.randomUUID().toString();

        // When
        post(SampleNotifications.updates(List.of(user, user.toUpperCase(Locale.ROOT))), 202);

        // Then
        assertThat(HintsOnTopic.about(user, sandbox.broker().bootstrapServers()))
                .singleElement()
                .extracting(UserChanged::changeType)
                .isEqualTo("updated");
    }

    @Test
    void the_genuine_items_of_a_mixed_body_count_and_the_others_are_counted() throws Exception {
        // Given
        double forged = count("forged");
        double other = count("other_resource");

        // When
        post(SampleNotifications.named("mixed"), 202);

        // Then
        String bootstrap = sandbox.broker().bootstrapServers();
        assertThat(HintsOnTopic.about("b7c6d5e4-f3a2-4b1c-9d8e-7f6a5b4c3d2e", bootstrap))
                .hasSize(1);
        assertThat(HintsOnTopic.about("11111111-2222-4333-8444-555555555555", bootstrap))
                .isEmpty();
        assertThat(count("forged")).isEqualTo(forged + 1);
        assertThat(count("other_resource")).isEqualTo(other + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong-client-state",
                "event-hubs-test-message",
                "mail-created",
                "lifecycle-as-observed",
                "lifecycle-reauthorization"
            })
    void items_that_are_no_change_of_a_user_are_accepted(String sample) {
        post(SampleNotifications.named(sample), 202);
    }

    @Test
    void an_authorization_header_is_ignored() {
        given().header("Authorization", "Bearer not.a.token")
                .contentType("application/json")
                .body(SampleNotifications.named("user-updated"))
                .when()
                .post(NOTIFICATIONS)
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"value\":1}"})
    void a_malformed_body_is_a_400_that_names_the_rule(String body) {
        given().contentType("application/json")
                .body(body)
                .when()
                .post(NOTIFICATIONS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Bad Request"), "status", equalTo(400), "detail", containsString("body"));
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused() {
        post(" ".repeat(1024 * 1024 + 1).getBytes(), 413);
    }

    @Test
    void a_body_of_nearly_a_megabyte_is_accepted_at_the_latest_on_a_retry() {
        // Given
        byte[] body = SampleNotifications.updates(
                Stream.generate(() -> UUID.randomUUID().toString()).limit(4_000).toList());

        // Then
        await().untilAsserted(() -> post(body, 202));
    }

    @Test
    void fifty_small_chunked_bodies_at_once_are_all_accepted() throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        // When
        List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(0, 50)
                .mapToObj(i ->
                        SampleNotifications.updates(List.of(UUID.randomUUID().toString())))
                .map(body -> HttpRequest.newBuilder(url)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build())
                .map(request -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .toList();

        // Then
        for (CompletableFuture<HttpResponse<Void>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(202);
        }
    }

    @Test
    void the_producer_of_hints_loses_nothing_that_kafka_acknowledged() {
        // When
        Map<String, ?> effective = clients.getProducer("hints").configuration();

        // Then
        assertThat(effective.get("acks")).isEqualTo("all");
        assertThat(effective.get("enable.idempotence")).hasToString("true");
        assertThat(effective.get("linger.ms")).hasToString("0");
        assertThat(effective.get("max.block.ms")).hasToString("500");
    }

    private static ValidatableResponse validate(String token) {
        return given().queryParam("validationToken", token)
                .when()
                .post(NOTIFICATIONS)
                .then();
    }

    private static void post(byte[] body, int status) {
        given().contentType("application/json")
                .body(body)
                .when()
                .post(NOTIFICATIONS)
                .then()
                .statusCode(status);
    }

    private double count(String decision) {
        return metrics.counter("photosync.webhook.items", "result", decision).count();
    }
}
