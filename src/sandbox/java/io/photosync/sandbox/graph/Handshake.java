package io.photosync.sandbox.graph;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * Asks a notification URL whether it wants to be one, while the request that names it is still open;
 * https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation.
 */
final class Handshake {
    private final HttpClient client;
    private final EventHubs eventHubs;
    private final Duration timeout;

    Handshake(HttpClient client, EventHubs eventHubs, Duration timeout) {
        this.client = client;
        this.eventHubs = eventHubs;
        this.timeout = timeout;
    }

    void validate(String url) throws GraphError, InterruptedException {
        if (EventHubs.isMeant(url)) {
            eventHubs.validate(url);
            return;
        }
        // Spaces and a colon: who sends the token back as it stands in the URL does not pass.
        String token =
                "Validation: Testing client application reachability for subscription Request-Id: " + UUID.randomUUID();
        String parameter = "validationToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        URI address = URI.create(url + (url.contains("?") ? "&" : "?") + parameter);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        judge(send(request), token);
    }

    private HttpResponse<String> send(HttpRequest request) throws GraphError, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw failed("Subscription validation request timed out.");
        } catch (IOException e) {
            throw failed("Subscription validation request failed. "
                    + e.getClass().getSimpleName() + " at " + request.uri().getAuthority() + ".");
        }
    }

    private static void judge(HttpResponse<String> response, String token) throws GraphError {
        if (response.statusCode() != 200) {
            throw failed("Subscription validation request failed. HTTP status code is '%d'."
                    .formatted(response.statusCode()));
        }
        String type = response.headers().firstValue("content-type").orElse("");
        if (!type.toLowerCase(java.util.Locale.ROOT).startsWith("text/plain")) {
            throw failed("Subscription validation request failed. Must respond with content type text/plain, got '%s'."
                    .formatted(type));
        }
        if (!response.body().equals(token)) {
            throw failed(
                    "Subscription validation request failed. Response must exactly match validationToken query parameter.");
        }
    }

    private static GraphError failed(String message) {
        return new GraphError(400, "ValidationError", message);
    }
}
