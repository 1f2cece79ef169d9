package io.photosync.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Many notifications at once, each in a request of its own. */
public final class Burst {
    /** So many are open at any moment; whoever answers one gets the next. */
    private static final int OPEN_AT_ONCE = 250;

    /** One for all bursts, as Graph has one gateway: the connections of an ended burst would count against the next one's. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI address;
    private final String clientState;

    public Burst(URI address, String clientState) {
        this.address = address;
        this.clientState = clientState;
    }

    /** @param after from the first byte sent to the last one received */
    public record Answer(int status, Duration after) {}

    /** Posts one notification for each user and returns when all are answered. */
    public List<Answer> post(List<String> userIds) {
        Semaphore open = new Semaphore(OPEN_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> flying = new ArrayList<>();
            for (String user : userIds) {
                flying.add(threads.submit(() -> {
                    open.acquire();
                    try {
                        return post(user);
                    } finally {
                        open.release();
                    }
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : flying) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("a notification was not answered", e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException when no answer came */
    Answer post(String userId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(notification(userId)))
                .build();
        long began = System.nanoTime();
        int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
        return new Answer(status, Duration.ofNanos(System.nanoTime() - began));
    }

    private String notification(String userId) {
        return """
                {"value":[{"changeType":"updated","clientState":"%s","resource":"Users/%s",
                "resourceData":{"@odata.type":"#Microsoft.Graph.User","@odata.id":"Users/%s","id":"%s",
                "eventTime":"%s","sequenceNumber":638000000000000000},
                "subscriptionId":"7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
                "subscriptionExpirationDateTime":"2099-01-01T00:00:00.0000000Z",
                "tenantId":"00000000-0000-0000-0000-000000000000"}]}
                """.formatted(clientState, userId, userId, userId, Instant.now());
    }

    /** The time within which that share of a hundred was answered. */
    public static Duration percentile(List<Answer> answers, double share) {
        List<Duration> sorted = answers.stream()
                .map(Answer::after)
                .sorted(Comparator.naturalOrder())
                .toList();
        int position = (int) Math.ceil(share / 100 * sorted.size()) - 1;
        return sorted.get(Math.clamp(position, 0, sorted.size() - 1));
    }

    /** One line for people. */
    static String summary(List<Answer> answers) {
        return "%d answers %s, p50 %d ms, p99 %d ms, p99.9 %d ms, slowest %d ms"
                .formatted(
                        answers.size(),
                        answers.stream()
                                .collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting())),
                        percentile(answers, 50).toMillis(),
                        percentile(answers, 99).toMillis(),
                        percentile(answers, 99.9).toMillis(),
                        percentile(answers, 100).toMillis());
    }
}
