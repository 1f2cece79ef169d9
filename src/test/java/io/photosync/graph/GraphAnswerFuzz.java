package io.photosync.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.users.delta.DeltaGetResponse;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import io.photosync.call.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Pages of users and of their changes, batches and errors: what Graph answers, or what stands in front of it. */
public final class GraphAnswerFuzz {
    private static final Instant NOW = Instant.parse("2026-03-23T10:15:40Z");
    private static final JsonParseNodeFactory SDK = new JsonParseNodeFactory();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> IDS = List.of("anna", "ben", "carla");

    private GraphAnswerFuzz() {}

    /** The same bytes as each of the answers that they may be. */
    public static String page(byte[] body) {
        return String.join(
                "; ",
                users(body, DeltaGetResponse::createFromDiscriminatorValue, UserPages::of),
                users(body, UserCollectionResponse::createFromDiscriminatorValue, UserPages::of),
                batch(body),
                failure(GraphErrors.failure(502, null, null, GraphErrors.body(new String(body, UTF_8)), NOW)));
    }

    /** The SDK's page as ours. */
    private interface Reading<T> {
        UserPage of(T page) throws GraphCallException;
    }

    private static <T extends Parsable> String users(byte[] body, ParsableFactory<T> type, Reading<T> reading) {
        UserPage page;
        try {
            T parsed = SDK.getParseNode("application/json", new ByteArrayInputStream(body))
                    .getObjectValue(type);
            page = reading.of(parsed);
        } catch (IOException | RuntimeException refused) {
            // The same that GraphTransport catches.
            return failure(SdkFailures.of(refused));
        }
        Set<String> removed = page.removed();
        for (DirectoryUser user : page.users()) {
            assertThat(user.id()).isNotBlank().isLowerCase();
            assertThat(removed).doesNotContain(user.id());
            assertThat(user.userPrincipalName()).isNotNull();
        }
        assertThat(removed).doesNotContain("");
        return "users" + Math.min(2, page.users().size()) + " removed" + Math.min(2, removed.size());
    }

    private static String batch(byte[] body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException unreadable) {
            return "no batch";
        }
        Map<String, PhotoAnswer> answers = new PhotoBatch(IDS, false).read(answer, NOW);
        assertThat(answers.keySet()).containsExactlyElementsOf(IDS);
        StringBuilder ends = new StringBuilder();
        for (PhotoAnswer each : answers.values()) {
            switch (each) {
                case PhotoAnswer.Known(PhotoState.Present present) -> {
                    assertThat(present.mediaEtag()).isNotBlank();
                    ends.append('P');
                }
                case PhotoAnswer.Known(PhotoState state) -> ends.append('-');
                case PhotoAnswer.Failed(Failure failure) ->
                    ends.append(failure(failure).charAt(0));
            }
        }
        return ends.toString();
    }

    /** One line for operators, short enough for a header of a record. */
    private static String failure(Failure failure) {
        assertThat(failure.code()).as("code").isNotBlank().hasSizeLessThan(200).doesNotContain("\n", "\r");
        assertThat(failure.detail()).as("detail").hasSizeLessThan(500).doesNotContain("\n", "\r");
        failure.requestId()
                .ifPresent(id ->
                        assertThat(id).as("request id").hasSizeLessThan(200).doesNotContain("\n", "\r"));
        return failure.kind().name();
    }

    public static List<byte[]> pages() {
        return Stream.of("""
                        {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users",
                         "@odata.count": 2, "@odata.nextLink": "https://graph.microsoft.com/v1.0/users?$skiptoken=x",
                         "value": [
                          {"id": "3F2A9B10-77d4-4e0b-8c55-1a2b3c4d5e6f", "userPrincipalName": "alice@contoso.example",
                           "displayName": "Alice", "userType": "Member", "accountEnabled": true, "mail": null},
                          {"id": "b7c6d5e4-f3a2-4b1c-9d8e-7f6a5b4c3d2e", "userPrincipalName": "bob@contoso.example"}]}""", """
                        {"@odata.deltaLink": "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x",
                         "value": [
                          {"id": "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f", "displayName": "Alice"},
                          {"id": "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f", "@removed": {"reason": "changed"}},
                          {"id": "b7c6d5e4-f3a2-4b1c-9d8e-7f6a5b4c3d2e", "@removed": {"reason": "deleted"}}]}""", """
                        {"responses": [
                          {"id": "2", "status": 429, "headers": {"Retry-After": "7"},
                           "body": {"error": {"code": "TooManyRequests", "message": "Please retry again later."}}},
                          {"id": "0", "status": 200,
                           "body": {"@odata.mediaEtag": "\\"BA09D118\\"", "id": "240x240", "width": 240, "height": 240}},
                          {"id": "1", "status": 404, "body": {"error": {"code": "ImageNotFound", "message": "none"}}}]}""", """
                        {"error": {"code": "generalException", "message": "An error has occurred.",
                         "innerError": {"date": "2026-01-05T08:00:00", "request-id": "94fb3b52", "client-request-id": "1"}}}""").map(text -> text.getBytes(UTF_8)).toList();
    }
}
