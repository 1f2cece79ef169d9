package io.photosync.webhook;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SandboxTest
@Timeout(240)
class WebhookOutageTest {
    Sandbox sandbox;

    @TestHTTPResource("/graph/notifications")
    URI notifications;

    private final ManyPosts posts = new ManyPosts();
    private boolean stopped;

    @AfterEach
    void startBroker() throws IOException {
        if (stopped) {
            sandbox.broker().start();
        }
        posts.close();
    }

    @Test
    void with_kafka_away_every_answer_is_503_before_graph_gives_up_and_with_kafka_back_it_is_202_again()
            throws Exception {
        // Given
        posts.wave(notifications);
        await().until(() -> posts.one(notifications).status() == 202);
        sandbox.broker().stop();
        stopped = true;

        // When
        List<ManyPosts.Answer> firstWave = posts.wave(notifications);
        List<ManyPosts.Answer> secondWave = posts.wave(notifications);
        sandbox.broker().start();
        stopped = false;

        // Then
        assertThat(firstWave).hasSize(200).allSatisfy(ManyPosts.Answer::isAnHonestRefusal);
        assertThat(secondWave).hasSize(200).allSatisfy(ManyPosts.Answer::isAnHonestRefusal);
        await().until(() -> posts.wave(notifications).stream().allMatch(answer -> answer.status() == 202));
    }
}
