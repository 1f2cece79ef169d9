package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A burst of Graph: many concurrent notifications. */
final class ManyPosts implements AutoCloseable {
    private static final int WAVE = 200;
    /**
     * After this Graph counts a notification as dropped. The service aims at 2 s; how near it comes is for the bench to say, not for
     * a busy machine. Kafka's clients by themselves would take a minute.
     */
    private static final Duration GRAPH_WAITS = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Answer(int status, Duration after, boolean saysWhenToComeAgain) {

        void isAnHonestRefusal() {
            assertThat(status).isEqualTo(503);
            assertThat(saysWhenToComeAgain).isTrue();
            assertThat(after).isLessThan(GRAPH_WAITS);
        }
    }

    Answer one(URI address) {
        return post(address).join();
    }

    List<Answer> wave(URI address) {
        List<CompletableFuture<Answer>> all =
                IntStream.range(0, WAVE).mapToObj(i -> post(address)).toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Answer> post(URI address) {
        byte[] body = SampleNotifications.updates(List.of(UUID.randomUUID().toString()));
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long began = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(response -> new Answer(
                        response.statusCode(),
                        Duration.ofNanos(System.nanoTime() - began),
                        response.headers().firstValue("Retry-After").isPresent()));
    }

    @Override
    public void close() {
        http.close();
    }
}
