package io.photosync.sandbox.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.sharepoint.Answer.Entities;
import io.photosync.sandbox.sharepoint.Answer.Entity;
import io.photosync.sandbox.sharepoint.Answer.Value;
import java.util.List;

/** Writes answers in the three JSON shapes of SharePoint's OData. */
final class JsonWriter {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Shape shape;
    /** Address of the host's {@code _api}. */
    private final String api;

    JsonWriter(Shape shape, String api) {
        this.shape = shape;
        this.api = api;
    }

    JsonNode write(Entity entity) {
        ObjectNode node = object(entity);
        if (shape == Shape.MINIMAL) {
            ObjectNode withContext = node.objectNode();
            withContext.put("odata.metadata", api + "/$metadata#" + entity.type() + "/@Element");
            return withContext.setAll(node);
        }
        if (shape == Shape.VERBOSE && entity.type().equals(ContextInfo.TYPE)) {
            return inD(node.objectNode().set("GetContextWebInformation", node));
        }
        return shape == Shape.VERBOSE ? inD(node) : node;
    }

    JsonNode write(Entities entities) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (shape == Shape.MINIMAL) {
            node.put("odata.metadata", api + "/$metadata#" + entities.type());
        }
        ArrayNode list = node.putArray(shape == Shape.VERBOSE ? "results" : "value");
        entities.entities().forEach(entity -> list.add(object(entity)));
        if (!entities.next().isEmpty()) {
            node.put(shape == Shape.VERBOSE ? "__next" : "odata.nextLink", entities.next());
        }
        return shape == Shape.VERBOSE ? inD(node) : node;
    }

    JsonNode write(Value value) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (shape == Shape.VERBOSE) {
            return inD(node.put(value.function(), value.value()));
        }
        if (shape == Shape.MINIMAL) {
            node.put("odata.metadata", api + "/$metadata#Edm." + (value.value() == null ? "Null" : "String"));
        }
        return value.value() == null ? node.put("odata.null", true) : node.put("value", value.value());
    }

    JsonNode write(SharePointError error) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode content = node.putObject(shape == Shape.VERBOSE ? "error" : "odata.error");
        content.put("code", error.code());
        content.putObject("message").put("lang", "en-US").put("value", error.getMessage());
        return node;
    }

    private ObjectNode object(Entity entity) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (shape) {
            case MINIMAL -> {
                node.put("odata.type", entity.type());
                node.put("odata.id", entity.id());
                node.put("odata.editLink", entity.id().substring(entity.id().indexOf("/_api/") + 6));
            }
            case VERBOSE ->
                node.putObject("__metadata")
                        .put("id", entity.id())
                        .put("uri", entity.id())
                        .put("type", entity.type());
            case NO_METADATA, ATOM -> {}
        }
        entity.properties().forEach((name, value) -> node.set(name, property(value)));
        return node;
    }

    private JsonNode property(Object value) {
        return switch (value) {
            case List<?> list -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                list.forEach(item -> array.add(item instanceof Entity entity ? plain(entity) : property(item)));
                yield shape == Shape.VERBOSE
                        ? JsonNodeFactory.instance.objectNode().set("results", array)
                        : array;
            }
            case Entity entity -> plain(entity);
            case null -> JsonNodeFactory.instance.nullNode();
            default -> JSON.valueToTree(value);
        };
    }

    /** A complex value, which has no address of its own. */
    private ObjectNode plain(Entity entity) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (shape == Shape.VERBOSE) {
            node.putObject("__metadata").put("type", entity.type());
        }
        entity.properties().forEach((name, value) -> node.set(name, property(value)));
        return node;
    }

    private static ObjectNode inD(ObjectNode node) {
        return node.objectNode().set("d", node);
    }
}
