package io.photosync.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.models.BatchRequestStep;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestInformation;
import io.photosync.call.Failure;
import io.photosync.identity.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The photo metadata of up to 20 users in one request (https://learn.microsoft.com/graph/json-batching). The answer is
 * read from the JSON itself: the SDK's typed getters return null for an item that was throttled as well as for one that
 * was not found.
 */
final class PhotoBatch {
    static final int LIMIT = 20;

    /** Lets Graph shed our sweep first when it is short of capacity. */
    private static final String PRIORITY = "x-ms-throttle-priority";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> ids;
    private final boolean lowPriority;

    PhotoBatch(List<String> ids, boolean lowPriority) {
        this.ids = ids;
        this.lowPriority = lowPriority;
    }

    Map<String, PhotoAnswer> send(GraphServiceClient client, String root, Instant now) throws IOException {
        // Added one by one: the constructor that takes a list refuses the twentieth.
        BatchRequestContent content = new BatchRequestContent(client);
        for (int i = 0; i < ids.size(); i++) {
            content.addBatchRequestStep(new BatchRequestStep(Integer.toString(i), item(root, ids.get(i))));
        }
        RequestInformation post = client.getBatchRequestBuilder().toPostRequestInformation(content);
        if (lowPriority) {
            post.headers.add(PRIORITY, "low");
        }
        try (InputStream answer = client.getRequestAdapter().sendPrimitive(post, null, InputStream.class)) {
            if (answer == null) {
                throw new GraphCallException(
                        GraphErrors.unreadable("empty-answer", "an empty answer to a batch"), null);
            }
            return read(JSON.readTree(answer.readAllBytes()), now);
        }
    }

    Map<String, PhotoAnswer> read(JsonNode answer, Instant now) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        answer.path("responses").forEach(item -> items.put(item.path("id").asText(), item));
        Map<String, PhotoAnswer> answers = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            JsonNode item = items.get(Integer.toString(i));
            answers.put(ids.get(i), item == null ? missing() : one(item, now));
        }
        return answers;
    }

    private static PhotoAnswer one(JsonNode item, Instant now) {
        int status = item.path("status").asInt();
        if (status == 200) {
            return PhotoMetadata.of(item.path("body"))
                    .state()
                    .<PhotoAnswer>map(PhotoAnswer.Known::new)
                    .orElseGet(() -> new PhotoAnswer.Failed(
                            GraphErrors.unreadable("no-etag", "photo metadata without an ETag")));
        }
        Failure failure = GraphErrors.failure(
                status, header(item, RetryAfter.HEADER), header(item, "request-id"), item.path("body"), now);
        Optional<PhotoState> meaning = PhotoRefusals.meaning(failure);
        return meaning.isPresent()
                ? new PhotoAnswer.Known(meaning.get())
                : new PhotoAnswer.Failed(GraphPermissions.named(failure, "/users/photo"));
    }

    private static PhotoAnswer missing() {
        return new PhotoAnswer.Failed(GraphErrors.unreadable("not-in-answer", "the batch's answer has no such item"));
    }

    private static String header(JsonNode item, String name) {
        for (Map.Entry<String, JsonNode> header : item.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().asText();
            }
        }
        return null;
    }

    private Request item(String root, String id) {
        HttpUrl url = HttpUrl.get(root)
                .newBuilder()
                .addPathSegment("users")
                .addPathSegment(id)
                .addPathSegment("photo")
                .build();
        Request.Builder request = new Request.Builder().url(url);
        if (lowPriority) {
            request.header(PRIORITY, "low");
        }
        return request.build();
    }
}
