package io.photosync.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One document of a manifest.
 *
 * @param source where it stands, for messages
 */
record Manifest(String source, JsonNode tree) {

    String kind() {
        return tree.path("kind").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    Map<String, String> labels() {
        return strings(tree.at("/metadata/labels"));
    }

    /** All that a pattern names, with its pointer; {@code *} stands for each element of a list or each field of a map. */
    Map<String, JsonNode> all(String pattern) {
        Map<String, JsonNode> found = Map.of("", tree);
        for (String step : pattern.substring(1).split("/")) {
            Map<String, JsonNode> next = new TreeMap<>();
            found.forEach((pointer, node) -> {
                if (step.equals("*")) {
                    children(node).forEach((name, child) -> next.put(pointer + "/" + name, child));
                } else if (children(node).containsKey(step)) {
                    next.put(pointer + "/" + step, children(node).get(step));
                }
            });
            found = next;
        }
        return found;
    }

    static Map<String, JsonNode> children(JsonNode node) {
        Map<String, JsonNode> children = new TreeMap<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                children.put(Integer.toString(i), node.get(i));
            }
        } else {
            node.properties().forEach(field -> children.put(field.getKey(), field.getValue()));
        }
        return children;
    }

    static Map<String, String> strings(JsonNode map) {
        Map<String, String> strings = new TreeMap<>();
        map.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static Stream<Manifest> of(List<Manifest> manifests, String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(source, kind(), name());
    }
}
