package io.photosync.webhook;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The producer knows no broker yet, so each send blocks: the hardest case for an answer in time. */
@SandboxTest(kafkaAway = true)
@Timeout(240)
class WebhookWithoutKafkaTest {
    Sandbox sandbox;

    @TestHTTPResource("/graph/notifications")
    URI notifications;

    private final ManyPosts posts = new ManyPosts();

    @AfterEach
    void close() {
        posts.close();
    }

    @Test
    void a_service_that_starts_without_kafka_answers_at_once_and_works_when_kafka_comes() throws Exception {
        // Given
        List<ManyPosts.Answer> validations = posts.wave(URI.create(notifications + "?validationToken=abc"));

        // When
        List<ManyPosts.Answer> firstWave = posts.wave(notifications);
        List<ManyPosts.Answer> secondWave = posts.wave(notifications);
        int unknownState = post("wrong-client-state");
        sandbox.broker().start();

        // Then
        assertThat(validations).extracting(ManyPosts.Answer::status).containsOnly(200);
        assertThat(firstWave).allSatisfy(ManyPosts.Answer::isAnHonestRefusal);
        assertThat(secondWave).allSatisfy(ManyPosts.Answer::isAnHonestRefusal);
        await().until(() -> posts.one(notifications).status() == 202);
        assertThat(unknownState).as("the client state may be stored in Kafka").isEqualTo(503);
        await().until(() -> post("wrong-client-state") == 202);
    }

    private int post(String sample) {
        return RestAssured.given()
                .body(SampleNotifications.named(sample))
                .post(notifications)
                .statusCode();
    }
}
