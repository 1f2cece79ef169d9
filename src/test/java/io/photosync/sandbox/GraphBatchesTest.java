package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages and batches of the sandbox's Graph, by Microsoft's own client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphBatchesTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final GraphServiceClient graph = GraphVisitor.of(sandbox);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @BeforeEach
    void heal() {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.switches().setPhotosPerBatch(0);
    }

    @Test
    void pages_of_users_hold_everybody_once() {
        // When
        Set<String> seen = new HashSet<>();
        UserCollectionResponse page = graph.users().get(request -> {
            request.queryParameters.top = 70;
            request.queryParameters.select = new String[] {"id", "userPrincipalName"};
        });
        int pages = 0;
        while (page != null) {
            pages++;
            page.getValue().stream().map(User::getId).forEach(seen::add);
            String next = page.getOdataNextLink();
            page = next == null ? null : graph.users().withUrl(next).get();
        }

        // Then
        assertThat(seen).hasSize(sandbox.directory().size());
        assertThat(pages).isEqualTo(5);
    }

    @Test
    void a_batch_answers_each_item_with_its_own_status() throws IOException {
        // Given
        Person fine = withPhoto(5);
        Person throttled = withPhoto(6);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "GET /users/[^/]+/photo$", 429)
                        .retryAfter(7)
                        .user(throttled.id()));
        Map<String, String> steps = new LinkedHashMap<>();
        BatchRequestContent batch = new BatchRequestContent(graph);
        for (String id : List.of(fine.id(), throttled.id(), "00000000-0000-0000-0000-000000000000")) {
            steps.put(
                    batch.addBatchRequestStep(graph.users().byUserId(id).photo().toGetRequestInformation()), id);
        }

        // When
        BatchResponseContent answer = graph.getBatchRequestBuilder().post(batch, null);

        // Then
        Map<String, Integer> byPerson = new LinkedHashMap<>();
        answer.getResponsesStatusCode().forEach((step, status) -> byPerson.put(steps.get(step), status));
        assertThat(byPerson)
                .containsEntry(fine.id(), 200)
                .containsEntry(throttled.id(), 429)
                .containsEntry("00000000-0000-0000-0000-000000000000", 404);
    }

    @Test
    void a_limit_throttles_the_rest_of_a_batch() throws IOException {
        // Given
        sandbox.switches().setPhotosPerBatch(4);
        BatchRequestContent batch = new BatchRequestContent(graph);
        for (int i = 10; i < 20; i++) {
            batch.addBatchRequestStep(
                    graph.users().byUserId(withPhoto(i).id()).photo().toGetRequestInformation());
        }

        // When
        BatchResponseContent answer = graph.getBatchRequestBuilder().post(batch, null);

        // Then
        assertThat(answer.getResponsesStatusCode().values().stream().filter(status -> status == 429))
                .hasSize(6);
    }

    private Person withPhoto(int position) {
        return sandbox.directory().all().stream()
                .filter(person -> sandbox.exchangePhotos().find(person.id()).isPresent())
                .skip(position)
                .findFirst()
                .orElseThrow();
    }
}
