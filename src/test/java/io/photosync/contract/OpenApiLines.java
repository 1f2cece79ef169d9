package io.photosync.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An OpenAPI document without its texts, and with every schema in place of its name: names follow the classes, and are no contract. */
public final class OpenApiLines {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    /** What is said to people, or followed elsewhere. */
    private static final Set<String> NOT_PINNED = Set.of(
            "description",
            "title",
            "example",
            "examples",
            "properties",
            "items",
            "$ref",
            "required",
            "allOf",
            "anyOf",
            "oneOf",
            "additionalProperties");

    private final JsonNode document;
    private final List<String> lines = new ArrayList<>();
    private final Deque<String> within = new ArrayDeque<>();

    private OpenApiLines(JsonNode document) {
        this.document = document;
    }

    public static List<String> of(JsonNode document) {
        OpenApiLines told = new OpenApiLines(document);
        sorted(document.path("paths")).forEach(told::path);
        return told.lines;
    }

    private void path(String path, JsonNode item) {
        sorted(item).forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                lines.add("%s %s".formatted(method.toUpperCase(Locale.ROOT), path));
                operation(operation);
            }
        });
        parameters(item);
    }

    private void operation(JsonNode operation) {
        if (operation.has("operationId")) {
            lines.add("  id " + operation.path("operationId").asText());
        }
        lines.add("  security " + (operation.has("security") ? operation.path("security") : "none"));
        parameters(operation);
        JsonNode body = resolved(operation.path("requestBody"));
        content("  takes%s".formatted(body.path("required").asBoolean() ? "" : "?"), body);
        sorted(operation.path("responses")).forEach((status, response) -> answer(status, resolved(response)));
    }

    private void answer(String status, JsonNode response) {
        lines.add("  answers " + status);
        sorted(response.path("headers")).keySet().forEach(header -> lines.add("    header " + header));
        content("   ", response);
    }

    private void parameters(JsonNode of) {
        of.path("parameters").forEach(given -> {
            JsonNode parameter = resolved(given);
            String name = "  %s %s%s"
                    .formatted(
                            parameter.path("in").asText(),
                            parameter.path("name").asText(),
                            parameter.path("required").asBoolean() ? "" : "?");
            schema(name, parameter.path("schema"));
        });
    }

    private void content(String before, JsonNode of) {
        sorted(of.path("content")).forEach((type, content) -> {
            lines.add("%s %s".formatted(before, type));
            schema("      ", content.path("schema"));
        });
    }

    private void schema(String path, JsonNode schema) {
        String ref = schema.path("$ref").asText();
        if (!ref.isEmpty() && within.contains(ref)) {
            lines.add(path + " (as above)");
            return;
        }
        within.push(ref);
        JsonNode so = resolved(schema);
        String rules = rules(so);
        if (!rules.isEmpty()) {
            lines.add(path + " " + rules);
        }
        Set<String> required = StreamSupport.stream(so.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        sorted(so.path("properties"))
                .forEach((name, property) ->
                        schema("%s.%s%s".formatted(path, name, required.contains(name) ? "" : "?"), property));
        below(path + "[]", so.path("items"));
        below(path + ".{*}", so.path("additionalProperties"));
        so.path("allOf").forEach(part -> schema(path, part));
        so.path("anyOf").forEach(one -> schema(path + "|", one));
        so.path("oneOf").forEach(one -> schema(path + "|", one));
        within.pop();
    }

    private void below(String path, JsonNode schema) {
        if (schema.isObject()) {
            schema(path, schema);
        }
    }

    private static String rules(JsonNode schema) {
        return sorted(schema).entrySet().stream()
                .filter(rule -> !NOT_PINNED.contains(rule.getKey()))
                .map(rule -> rule.getKey() + "=" + rule.getValue())
                .collect(Collectors.joining(" "));
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }

    private static TreeMap<String, JsonNode> sorted(JsonNode object) {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
