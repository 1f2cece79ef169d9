package io.photosync.sandbox.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Changes photos as Outlook or the admin center would: through Microsoft Graph. */
final class Visitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String graph;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();

    /** @param trust with the tenant's authority */
    Visitor(String graphUrl, SSLContext trust) {
        this.graph = graphUrl;
        this.client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** @param status Graph's, 200 or 204 when it is done */
    record Reply(int status, String body) {}

    Reply putPhoto(String personId, byte[] image) throws IOException, InterruptedException {
        return send(photoOf(personId, "/$value")
                .header("Content-Type", "image/jpeg")
                .PUT(BodyPublishers.ofByteArray(image)));
    }

    Reply deletePhoto(String personId) throws IOException, InterruptedException {
        return send(photoOf(personId, "/$value").DELETE());
    }

    private HttpRequest.Builder photoOf(String personId, String rest) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(URI.create(graph + "/v1.0/users/" + personId + "/photo" + rest))
                .header("Authorization", "Bearer " + token());
    }

    private String token() throws IOException, InterruptedException {
        String audience = URLEncoder.encode(graph, StandardCharsets.UTF_8);
        Reply reply = send(HttpRequest.newBuilder(URI.create(graph + "/_sandbox/token?audience=" + audience))
                .POST(BodyPublishers.noBody()));
        return json.readTree(reply.body()).path("access_token").asText();
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
