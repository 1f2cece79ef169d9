package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.faults.Counters.Count;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Population;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SharePoint as a part of the whole tenant: real tokens, faults, counters, control URLs. */
class SharePointInTheTenantTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Sandbox sandbox;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(60));
        client = HttpClient.newBuilder()
                .sslContext(sandbox.keys().clientContext())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        sandbox.close();
    }

    @AfterEach
    void reset() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.troubles().counters().reset();
    }

    @Test
    void a_token_of_the_tenant_opens_the_host_it_was_made_for() throws Exception {
        // When
        int right = get(sandbox.mySiteUrl(), sandbox.mySiteUrl(), "/_api/web").statusCode();
        int wrong = get(sandbox.mySiteUrl(), sandbox.adminUrl(), "/_api/web").statusCode();

        // Then
        assertThat(right).isEqualTo(200);
        assertThat(wrong).isEqualTo(401);
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT)).isEqualTo(new Count(2, 2, 0));
    }

    @Test
    void somebody_has_a_picture_from_before_named_by_user_principal_name() throws Exception {
        // Given
        Person person = Population.person(21);

        // When
        String picture = profile(person).path("PictureUrl").asText();
        HttpResponse<String> file = get(
                sandbox.mySiteUrl(), sandbox.mySiteUrl(), URI.create(picture).getRawPath());

        // Then
        assertThat(picture).contains(person.userPrincipalName().replaceAll("[@.]", "_") + "_MThumb.jpg?t=");
        assertThat(file.statusCode()).isEqualTo(200);
    }

    @Test
    void sharepoints_own_pull_names_the_files_by_object_id_and_points_the_profile_at_them() throws Exception {
        // Given
        Person person = Population.person(21);
        String before = profile(person).path("PictureUrl").asText();

        // When
        HttpResponse<String> pulled =
                call("POST", "/_sandbox/sharepoint/pull", "{\"users\":[\"" + person.userPrincipalName() + "\"]}");

        // Then
        assertThat(pulled.statusCode()).isEqualTo(204);
        String picture = profile(person).path("PictureUrl").asText();
        assertThat(before).doesNotContain(person.id());
        assertThat(picture).contains("/" + person.id() + "_MThumb.jpg?t=");
        for (String url : List.of(picture, picture.replace("_MThumb", "_SThumb"), before)) {
            assertThat(get(
                                    sandbox.mySiteUrl(),
                                    sandbox.mySiteUrl(),
                                    URI.create(url).getRawPath())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void sharepoints_own_pull_finds_that_exchange_has_none() throws Exception {
        // Given
        Person person = Population.person(0);
        sandbox.pull(person.id());
        sandbox.exchangePhotos().remove(person.id());

        // When
        sandbox.pull(person.id());

        // Then
        assertThat(profile(person).path("PictureUrl").isNull()).isTrue();
    }

    @Test
    void somebody_has_no_profile_until_the_control_url_makes_it() throws Exception {
        // Given
        Person person = Population.person(26);
        boolean missingAtFirst = profile(person).path("odata.null").asBoolean();

        // When
        HttpResponse<String> made = control("{\"profilesCreated\":[\"" + person.userPrincipalName() + "\"]}");

        // Then
        assertThat(missingAtFirst).isTrue();
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(profile(person).path("DisplayName").asText()).isEqualTo(person.displayName());
    }

    @Test
    void the_control_url_names_the_field_that_is_wrong() throws Exception {
        // When
        HttpResponse<String> refused = control("{\"unitsPerMinute\":0}");

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("unitsPerMinute");
    }

    @Test
    void the_limit_of_the_control_url_is_kept() throws Exception {
        // Given
        control("{\"unitsPerMinute\":1}");

        // When
        HttpResponse<String> refused = get(sandbox.mySiteUrl(), sandbox.mySiteUrl(), "/_api/web");
        control("{\"unitsPerMinute\":1250}");

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(sandbox.troubles().counters().of(Service.SHAREPOINT)).isEqualTo(new Count(1, 2, 1));
    }

    @Test
    void a_fault_answers_in_sharepoints_words() throws Exception {
        // Given
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.SHAREPOINT, "GET /_api/web", 503).retryAfter(30));

        // When
        HttpResponse<String> answer = get(sandbox.mySiteUrl(), sandbox.mySiteUrl(), "/_api/web");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
    }

    private static JsonNode profile(Person person) throws IOException, InterruptedException {
        String account = URLEncoder.encode("i:0#.f|membership|" + person.userPrincipalName(), StandardCharsets.UTF_8);
        String path = "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName=@v)?@v='" + account + "'";
        return JSON.readTree(get(sandbox.adminUrl(), sandbox.adminUrl(), path).body());
    }

    private static HttpResponse<String> get(String host, String audience, String path)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(host + path))
                .header("Authorization", "Bearer " + sandbox.token(audience))
                .header("Accept", "application/json;odata=nometadata"));
    }

    private static HttpResponse<String> control(String body) throws IOException, InterruptedException {
        return call("PUT", "/_sandbox/sharepoint", body);
    }

    private static HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + path))
                .method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
