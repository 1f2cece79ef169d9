package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Query;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** {@code $batch}: up to twenty requests in one; https://learn.microsoft.com/graph/json-batching. */
final class Batch {
    private static final int MOST = 20;

    private final Handler items;
    private final IntSupplier photosAtOnce;

    /**
     * @param items answers each item
     * @param photosAtOnce how many items for photos are served before the rest is throttled; 0 for all
     */
    Batch(Handler items, IntSupplier photosAtOnce) {
        this.items = items;
        this.photosAtOnce = photosAtOnce;
    }

    Response run(Request request, Map<String, String> path) throws GraphError {
        JsonNode requests = Json.read(request.body())
                .map(body -> body.path("requests"))
                .filter(JsonNode::isArray)
                .orElseThrow(() -> GraphError.badRequest("Invalid batch payload format."));
        check(requests);
        Map<String, Integer> statuses = new HashMap<>();
        List<ObjectNode> responses = new ArrayList<>();
        int photos = 0;
        for (JsonNode item : requests) {
            boolean photo = item.path("url").asText().contains("/photo");
            photos += photo ? 1 : 0;
            boolean overLimit = photo && photosAtOnce.getAsInt() > 0 && photos > photosAtOnce.getAsInt();
            Response response = overLimit ? throttled() : answer(request, item, statuses);
            statuses.put(id(item), response.status());
            responses.add(entry(item, response));
        }
        // Microsoft promises no order.
        Collections.shuffle(responses);
        ArrayNode shuffled = Json.array().addAll(responses);
        ObjectNode answer = Json.object();
        answer.set("responses", shuffled);
        return Response.json(200, answer);
    }

    private static void check(JsonNode requests) throws GraphError {
        if (requests.size() > MOST) {
            throw GraphError.badRequest("Number of batch request steps exceeds the maximum value of " + MOST + ".");
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode item : requests) {
            if (id(item).isEmpty() || !ids.add(id(item))) {
                throw GraphError.badRequest("Request id '%s' is missing or not unique."
                        .formatted(item.path("id").asText()));
            }
            if (!item.hasNonNull("method") || !item.hasNonNull("url")) {
                throw GraphError.badRequest("Request '%s' has no method or url.".formatted(id(item)));
            }
        }
    }

    private Response answer(Request outer, JsonNode item, Map<String, Integer> statuses) {
        for (JsonNode predecessor : item.path("dependsOn")) {
            if (statuses.getOrDefault(predecessor.asText().toLowerCase(Locale.ROOT), 0) / 100 != 2) {
                return new GraphError(424, "FailedDependency", "Failed Dependency").response();
            }
        }
        try {
            Response response = items.handle(inner(outer, item));
            return response.dropsConnection() ? GraphError.ofStatus(504) : response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GraphError.ofStatus(503);
        } catch (Exception e) {
            return GraphError.badRequest("Request '%s' cannot be read: %s".formatted(id(item), e.getMessage()))
                    .response();
        }
    }

    private static Request inner(Request outer, JsonNode item) {
        Map<String, List<String>> headers = new HashMap<>();
        outer.header("authorization").ifPresent(token -> headers.put("authorization", List.of(token)));
        item.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        List.of(header.getValue().asText())));
        String[] url = item.path("url").asText().split("\\?", 2);
        String path = "/v1.0/" + url[0].replaceFirst("^/", "");
        return new Request(
                item.path("method").asText(),
                path,
                Query.parse(url.length > 1 ? url[1] : null),
                headers,
                body(item.path("body"), headers));
    }

    /** A body that is not JSON is text in base64. */
    private static byte[] body(JsonNode body, Map<String, List<String>> headers) {
        if (body.isMissingNode()) {
            return new byte[0];
        }
        String type = headers.getOrDefault("content-type", List.of("application/json"))
                .getFirst();
        return body.isTextual() && !type.toLowerCase(Locale.ROOT).contains("json")
                ? Base64.getDecoder().decode(body.asText())
                : Json.write(body);
    }

    private static ObjectNode entry(JsonNode item, Response response) {
        ObjectNode entry = Json.object().put("id", item.path("id").asText()).put("status", response.status());
        entry.set("headers", Json.of(response.headers()));
        Optional<ObjectNode> json = Json.read(response.body());
        if (json.isPresent()) {
            entry.set("body", json.get());
        } else if (response.body().length > 0) {
            entry.put("body", response.body());
        }
        return entry;
    }

    private static Response throttled() {
        return GraphError.ofStatus(429).with("Retry-After", "1");
    }

    private static String id(JsonNode item) {
        return item.path("id").asText().toLowerCase(Locale.ROOT);
    }
}
