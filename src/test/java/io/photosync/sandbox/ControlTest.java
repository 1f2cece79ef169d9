package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The tenant's control URLs, as curl would call them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(sandbox.keys().clientContext()).build();

    @AfterAll
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void a_visitor_gets_a_token_that_opens_graph() throws Exception {
        // When
        String audience = URLEncoder.encode(sandbox.graphUrl(), StandardCharsets.UTF_8);
        JsonNode token = json(call("POST", "/_sandbox/token?audience=" + audience, ""));

        // Then
        HttpRequest users = HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + "/v1.0/users?$top=1"))
                .header("Authorization", "Bearer " + token.path("access_token").asText())
                .build();
        assertThat(client.send(users, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_list_of_users_tells_who_has_a_mailbox() throws Exception {
        // When
        JsonNode users =
                new ObjectMapper().readTree(call("GET", "/_sandbox/users", "").body());

        // Then
        assertThat(users).hasSize(sandbox.directory().size());
        assertThat(users.valueStream()
                        .map(user -> user.path("mailbox").asBoolean())
                        .distinct())
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void an_import_gives_many_users_photos_of_their_own_or_all_the_same() throws Exception {
        // When
        JsonNode own = json(call("POST", "/_sandbox/import", "{\"users\":40}"));
        long different = photos(40);
        JsonNode same = json(call("POST", "/_sandbox/import", "{\"users\":40,\"same\":true}"));

        // Then
        assertThat(own.path("users").asInt()).isEqualTo(40);
        assertThat(same.path("users").asInt()).isEqualTo(40);
        assertThat(different).isEqualTo(40);
        assertThat(photos(40)).isEqualTo(1);
    }

    private long photos(int users) {
        return sandbox.directory().all().stream()
                .filter(user -> user.mailbox() && !user.guest())
                .limit(users)
                .map(user -> HexFormat.of()
                        .formatHex(sandbox.exchangePhotos()
                                .find(user.id())
                                .orElseThrow()
                                .jpeg()))
                .distinct()
                .count();
    }

    @Test
    void a_fault_happens_as_often_as_it_was_asked_for() throws Exception {
        // Given
        call("PUT", "/_sandbox/faults", """
                {"service":"graph","match":"GET /v1.0/users","status":503,"retryAfter":30,"times":1}
                """);

        // When
        HttpResponse<String> first = call("GET", "/v1.0/users", "");
        HttpResponse<String> second = call("GET", "/v1.0/users", "");

        // Then
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).contains("30");
        assertThat(second.statusCode()).isEqualTo(401);
    }

    @Test
    void a_fault_may_hit_a_share_of_the_requests() throws Exception {
        // Given
        call("PUT", "/_sandbox/faults", """
                {"service":"graph","match":"GET /v1.0/groups","status":500,"percent":50}
                """);

        // When
        int hit = 0;
        for (int i = 0; i < 100; i++) {
            if (call("GET", "/v1.0/groups", "").statusCode() == 500) {
                hit++;
            }
        }
        call("DELETE", "/_sandbox/faults", "");

        // Then
        assertThat(hit).isBetween(30, 70);
    }

    @Test
    void a_fault_says_what_it_is_told_to_say() throws Exception {
        // Given
        call("PUT", "/_sandbox/faults", """
                {"service":"graph","match":"GET /v1.0/users","status":200,"body":"<html>Sign in</html>","times":1}
                """);
        call("PUT", "/_sandbox/faults", """
                {"service":"graph","match":"GET /v1.0/groups","status":302,"times":1,
                "headers":{"Location":"https://proxy.example/login","Retry-After":"Fri, 01 Jan 2027 00:00:00 GMT"}}
                """);

        // When
        HttpResponse<String> page = call("GET", "/v1.0/users", "");
        HttpResponse<String> redirect = call("GET", "/v1.0/groups", "");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<html>Sign in</html>");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location")).contains("https://proxy.example/login");
        assertThat(redirect.headers().firstValue("Retry-After")).contains("Fri, 01 Jan 2027 00:00:00 GMT");
    }

    @Test
    void csom_fails_inside_a_200_for_the_requests_whose_body_fits() throws Exception {
        // Given
        call("PUT", "/_sandbox/faults", """
                {"service":"sharepoint","match":"ProcessQuery","bodyMatch":"PictureURL",
                "errorInfo":{"type":"System.UnauthorizedAccessException","code":-2147024891,"message":"Zugriff verweigert"}}
                """);

        // When
        HttpResponse<String> fits = processQuery("SetSingleValueProfileProperty PictureURL");
        HttpResponse<String> other = processQuery("something else");
        call("DELETE", "/_sandbox/faults", "");

        // Then
        assertThat(fits.statusCode()).isEqualTo(200);
        JsonNode info = json(fits).path(0).path("ErrorInfo");
        assertThat(info.path("ErrorTypeName").asText()).isEqualTo("System.UnauthorizedAccessException");
        assertThat(info.path("ErrorCode").asInt()).isEqualTo(-2147024891);
        assertThat(info.path("ErrorMessage").asText()).isEqualTo("Zugriff verweigert");
        assertThat(other.statusCode()).isEqualTo(401);
    }

    @Test
    void a_lost_answer_is_of_a_request_that_was_carried_out() throws Exception {
        // Given
        String id = sandbox.directory().all().iterator().next().id();
        call(
                "PUT",
                "/_sandbox/faults",
                "{\"service\":\"graph\",\"match\":\"PATCH /v1.0/users\",\"status\":504,\"afterwards\":true,\"times\":1}");

        // When
        HttpRequest rename = HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + "/v1.0/users/" + id))
                .header("Authorization", "Bearer " + sandbox.token(sandbox.graphUrl()))
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"displayName\":\"Renamed\"}"))
                .build();
        int status = client.send(rename, HttpResponse.BodyHandlers.discarding()).statusCode();

        // Then
        assertThat(status).isEqualTo(504);
        assertThat(sandbox.directory().find(id).orElseThrow().displayName()).isEqualTo("Renamed");
    }

    @Test
    void requests_and_throttled_ones_are_counted() throws Exception {
        // Given
        call(
                "PUT",
                "/_sandbox/faults",
                "{\"service\":\"graph\",\"match\":\"/organization\",\"status\":429,\"times\":1}");
        call("DELETE", "/_sandbox/counters", "");

        // When
        call("GET", "/v1.0/organization", "");
        call("GET", "/v1.0/organization", "");

        // Then
        JsonNode counted = json(call("GET", "/_sandbox/counters", "")).path("graph");
        assertThat(counted.path("requests").asInt()).isEqualTo(2);
        assertThat(counted.path("throttled").asInt()).isEqualTo(1);
    }

    @Test
    void a_wrong_field_is_named() throws Exception {
        // When
        HttpResponse<String> answer =
                call("PUT", "/_sandbox/faults", "{\"service\":\"graph\",\"match\":\".\",\"status\":\"soon\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").path("field").asText()).isEqualTo("status");
    }

    private HttpResponse<String> processQuery(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(sandbox.adminUrl() + "/_vti_bin/client.svc/ProcessQuery"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return new ObjectMapper().readTree(answer.body());
    }
}
