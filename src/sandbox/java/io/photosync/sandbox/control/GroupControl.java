package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code groups}: their members. {@code PUT groups/ID} with {@code {"members":["id or name"]}} replaces them. */
final class GroupControl {
    private final Directory directory;
    private final Groups groups;

    GroupControl(Directory directory, Groups groups) {
        this.directory = directory;
        this.groups = groups;
    }

    Response list(Request request, Map<String, String> path) {
        ArrayNode all = Json.array();
        groups.ids().forEach(id -> {
            ObjectNode group = all.addObject().put("id", id);
            ArrayNode members = group.putArray("members");
            groups.members(id).orElse(Set.of()).forEach(members::add);
        });
        return Response.json(200, all);
    }

    /** Makes a group, or replaces its members. */
    Response put(Request request, Map<String, String> path) throws BadField {
        String id = path.get("id").toLowerCase(Locale.ROOT);
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new BadField("id", "must be a GUID, got " + id);
        }
        Fields fields = Fields.of(request, Set.of("members"));
        if (!fields.json().path("members").isArray()) {
            throw new BadField("members", "must be a list of ids or names");
        }
        List<String> members = new ArrayList<>();
        for (JsonNode member : fields.json().path("members")) {
            members.add(directory
                    .find(member.asText())
                    .orElseThrow(() -> new BadField("members", "names no user of the directory: " + member))
                    .id());
        }
        groups.put(id, members);
        return Response.empty(204);
    }

    Response delete(Request request, Map<String, String> path) throws BadField {
        String id = path.get("id").toLowerCase(Locale.ROOT);
        if (groups.members(id).isEmpty()) {
            throw new BadField("id", "is no group's: " + id);
        }
        groups.remove(id);
        return Response.empty(204);
    }
}
