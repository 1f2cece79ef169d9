package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a control request's JSON field by field; errors name the field. */
record Fields(ObjectNode json) {

    /** An empty body is an object without fields. */
    static Fields of(Request request, Set<String> known) throws BadField {
        if (request.body().length == 0) {
            return new Fields(Json.object());
        }
        ObjectNode json = Json.read(request.body()).orElseThrow(() -> new BadField("body", "must be a JSON object"));
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!known.contains(field.getKey())) {
                throw new BadField(field.getKey(), "is unknown; known are " + known);
            }
        }
        return new Fields(json);
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    Optional<String> text(String name) throws BadField {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!json.path(name).isTextual()) {
            throw new BadField(name, "must be a string, got " + json.path(name));
        }
        return Optional.of(json.path(name).asText());
    }

    Optional<Integer> number(String name, int least, int most) throws BadField {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = json.path(name);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < least || value.asInt() > most) {
            throw new BadField(name, "must be a whole number from %d to %d, got %s".formatted(least, most, value));
        }
        return Optional.of(value.asInt());
    }

    Optional<Boolean> flag(String name) throws BadField {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!json.path(name).isBoolean()) {
            throw new BadField(name, "must be true or false, got " + json.path(name));
        }
        return Optional.of(json.path(name).asBoolean());
    }

    /** An object whose values are all text; empty if it is not there. */
    Map<String, String> texts(String name) throws BadField {
        if (has(name) && !json.path(name).isObject()) {
            throw new BadField(name, "must be an object of strings, got " + json.path(name));
        }
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : json.path(name).properties()) {
            if (!each.getValue().isTextual()) {
                throw new BadField(
                        name, "must be an object of strings, got %s: %s".formatted(each.getKey(), each.getValue()));
            }
            texts.put(each.getKey(), each.getValue().asText());
        }
        return Map.copyOf(texts);
    }

    Optional<Service> service() throws BadField {
        Optional<String> label = text("service");
        Optional<Service> service = label.flatMap(Service::labelled);
        if (label.isPresent() && service.isEmpty()) {
            throw new BadField("service", "must be graph, sharepoint or entra, got " + label.get());
        }
        return service;
    }

    Optional<Pattern> pattern(String name) throws BadField {
        try {
            return text(name).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new BadField(name, "must be a regular expression: " + e.getDescription());
        }
    }

    static <T> T required(String name, Optional<T> value) throws BadField {
        return value.orElseThrow(() -> new BadField(name, "is required"));
    }
}
