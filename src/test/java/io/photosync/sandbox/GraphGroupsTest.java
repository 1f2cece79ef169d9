package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tenant's groups, as Graph shows them and as the control changes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphGroupsTest {
    private static final String MEMBERS = "/transitiveMembers/microsoft.graph.user?$select=id&$top=4&$count=true";

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(sandbox.keys().clientContext()).build();

    @AfterAll
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void the_pilot_group_has_ten_members_page_by_page() throws Exception {
        // When
        JsonNode first = json(members(Groups.PILOT, "GroupMember.Read.All"));

        // Then
        assertThat(first.path("value")).hasSize(4);
        assertThat(first.path("@odata.nextLink").asText()).contains("$skiptoken=", "$count=true");
    }

    @ParameterizedTest
    @CsvSource({
        "/users?$orderby=displayName, $orderby",
        "/users?$search=ada, $search",
        "/users?$expand=manager, $expand",
        "/users?$skip=10, $skip",
        "/users?top=3, top",
        "/users?$filter=startswith(displayName ada), $filter",
        "/users/delta?$top=3, $top",
        "/users/delta?$filter=id eq x, $filter",
        "/users/ada/photo?$select=id, $select",
        "/groups/x/transitiveMembers/graph.user?$orderby=displayName, $orderby",
        "/subscriptions?$top=1, $top"
    })
    void what_graph_does_not_serve_it_refuses_by_name(String path, String option) throws Exception {
        HttpResponse<String> refused = send(everything("/v1.0" + path.replace(" ", "%20")));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("error").path("message").asText()).contains(option);
    }

    @Test
    void a_preference_that_is_not_served_is_refused() throws Exception {
        HttpResponse<String> minimal =
                send(everything("/v1.0/users/delta?$select=id").header("Prefer", "return=minimal"));
        HttpResponse<String> pages = send(everything("/v1.0/users?$select=id").header("Prefer", "odata.maxpagesize=3"));

        assertThat(minimal.statusCode()).isEqualTo(400);
        assertThat(minimal.body()).contains("return=minimal");
        assertThat(pages.statusCode()).isEqualTo(400);
        assertThat(pages.body()).contains("odata.maxpagesize=3");
    }

    @Test
    void a_body_in_a_batch_that_is_not_json_is_base64() throws Exception {
        // Given
        Person person = sandbox.directory().all().stream()
                .filter(Person::mailbox)
                .findFirst()
                .orElseThrow();
        byte[] photo = sandbox.exchangePhotos().putPortrait(person, 7).jpeg();
        String before = sandbox.exchangePhotos().find(person.id()).orElseThrow().etag();

        // When
        JsonNode answer = json(send(everything("/v1.0/$batch").POST(BodyPublishers.ofString("""
                {"requests":[{"id":"1","method":"PUT","url":"/users/%s/photo/$value",
                "headers":{"Content-Type":"image/jpeg"},"body":"%s"}]}
                """.formatted(
                        person.id(), Base64.getEncoder().encodeToString(photo))))));

        // Then
        assertThat(answer.at("/responses/0/status").asInt()).isEqualTo(200);
        assertThat(sandbox.exchangePhotos().find(person.id()).orElseThrow().etag())
                .isNotEqualTo(before);
    }

    @Test
    void a_delta_comes_in_pages_as_large_as_is_preferred() throws Exception {
        // When
        JsonNode first = json(send(everything("/v1.0/users/delta?$select=id").header("Prefer", "odata.maxpagesize=7")));
        JsonNode second = json(send(everything(first.path("@odata.nextLink")
                .asText()
                .substring(sandbox.graphUrl().length()))));

        // Then
        assertThat(first.path("value")).hasSize(7);
        assertThat(second.path("value")).hasSize(7);
    }

    @Test
    void users_are_counted_and_found_by_name() throws Exception {
        // Given
        Person person = sandbox.directory().all().iterator().next();
        String filter = "/v1.0/users?$select=id&$filter=userPrincipalName%20eq%20'" + person.userPrincipalName() + "'";

        // When
        HttpResponse<String> count = send(everything("/v1.0/users/$count").header("ConsistencyLevel", "eventual"));
        JsonNode counted =
                json(send(everything("/v1.0/users?$top=1&$count=true").header("ConsistencyLevel", "eventual")));
        HttpResponse<String> unasked = send(everything("/v1.0/users?$count=true"));
        JsonNode found = json(send(everything(filter)));

        // Then
        assertThat(count.body()).isEqualTo(Integer.toString(sandbox.directory().size()));
        assertThat(counted.path("@odata.count").asInt())
                .isEqualTo(sandbox.directory().size());
        assertThat(unasked.statusCode()).isEqualTo(400);
        assertThat(found.path("value").findValuesAsText("id")).containsExactly(person.id());
    }

    @Test
    void a_list_of_members_may_end_halfway_while_its_count_is_whole() throws Exception {
        // Given
        sandbox.switches().setGroupsCutShort(true);

        // When
        JsonNode page = json(members(Groups.PILOT, "GroupMember.Read.All"));
        String next = page.path("@odata.nextLink")
                .asText()
                .substring(sandbox.graphUrl().length());
        JsonNode rest = json(send(everything(next).header("ConsistencyLevel", "eventual")));
        sandbox.switches().setGroupsCutShort(false);

        // Then
        assertThat(page.path("@odata.count").asInt()).isEqualTo(10);
        assertThat(rest.path("value")).hasSize(1);
        assertThat(rest.has("@odata.nextLink")).isFalse();
    }

    @Test
    void only_the_fitting_permission_opens_a_group() throws Exception {
        HttpResponse<String> refused = members(Groups.PILOT, "User.Read.All");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("error").path("code").asText()).isEqualTo("Authorization_RequestDenied");
    }

    @Test
    void a_cast_without_the_word_for_the_index_is_refused() throws Exception {
        HttpResponse<String> refused = send(graph(
                "/v1.0/groups/" + Groups.PILOT + "/transitiveMembers/microsoft.graph.user", "GroupMember.Read.All"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("error").path("code").asText()).isEqualTo("Request_UnsupportedQuery");
    }

    @Test
    void the_control_sets_members_and_takes_groups_away() throws Exception {
        // Given
        String group = "96000008-0d0b-4c0e-9b1d-6a0fb0175eed";
        List<Person> two = sandbox.directory().all().stream().limit(2).toList();
        String body = "{\"members\":[\"%s\",\"%s\"]}"
                .formatted(two.get(0).id(), two.get(1).userPrincipalName());

        // When
        HttpResponse<String> put = send(control("groups/" + group).PUT(BodyPublishers.ofString(body)));
        HttpResponse<String> nobody =
                send(control("groups/" + group).PUT(BodyPublishers.ofString("{\"members\":[\"nobody\"]}")));
        HttpResponse<String> shown = members(group, "GroupMember.Read.All");
        HttpResponse<String> deleted = send(control("groups/" + group).DELETE());

        // Then
        assertThat(put.statusCode()).isEqualTo(204);
        assertThat(nobody.statusCode()).isEqualTo(400);
        assertThat(json(shown).path("value").valueStream().map(user -> user.path("id")
                        .asText()))
                .containsExactlyInAnyOrder(two.get(0).id(), two.get(1).id());
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(members(group, "GroupMember.Read.All").statusCode()).isEqualTo(404);
        assertThat(json(send(control("groups"))).valueStream().map(known -> known.path("id")
                        .asText()))
                .contains(Groups.PILOT);
    }

    @Test
    void a_person_who_is_deleted_through_graph_is_in_no_list_any_more() throws Exception {
        // Given
        String group = "96000007-0d0b-4c0e-9b1d-6a0fb0175eed";
        String leaver = sandbox.directory().all().stream()
                .skip(100)
                .findFirst()
                .orElseThrow()
                .id();
        sandbox.groups().put(group, List.of(leaver));

        // When
        HttpResponse<String> deleted =
                send(graph("/v1.0/users/" + leaver, "User.ReadWrite.All").DELETE());

        // Then
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(send(graph("/v1.0/users/" + leaver, "User.Read.All")).statusCode())
                .isEqualTo(404);
        assertThat(members(group, "GroupMember.Read.All").body()).doesNotContain(leaver);
    }

    private HttpResponse<String> members(String group, String role) throws Exception {
        return send(graph("/v1.0/groups/" + group + MEMBERS, role).header("ConsistencyLevel", "eventual"));
    }

    private HttpRequest.Builder graph(String path, String role) {
        String token = new Tokens(sandbox.keys().tokens(), sandbox.entraUrl(), Clock.systemUTC())
                .issue(Tenant.VISITOR, sandbox.graphUrl(), List.of(role), true)
                .accessToken();
        return HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + path.replace("$", "%24")))
                .header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder everything(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + path.replace("$", "%24")))
                .header("Authorization", "Bearer " + sandbox.token(sandbox.graphUrl()));
    }

    private HttpRequest.Builder control(String name) {
        return HttpRequest.newBuilder(URI.create(sandbox.graphUrl() + "/_sandbox/" + name));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
