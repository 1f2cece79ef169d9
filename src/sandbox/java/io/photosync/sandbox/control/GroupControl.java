package io.photosync.sandbox.control;

import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code groups}: makes a group, or replaces its members. */
final class GroupControl {
    private final Directory directory;
    private final Groups groups;

    GroupControl(Directory directory, Groups groups) {
        this.directory = directory;
        this.groups = groups;
    }

    Response put(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, Set.of("id", "members"));
        String id = Fields.required("id", fields.text("id"));
        if (!fields.json().path("members").isArray()) {
            throw new BadField("members", "must be a list of user ids");
        }
        List<String> members = new ArrayList<>();
        for (var member : fields.json().path("members")) {
            members.add(directory
                    .find(member.asText())
                    .orElseThrow(() -> new BadField("members", "is nobody's: " + member.asText()))
                    .id());
        }
        groups.put(id, members);
        return Response.empty(204);
    }
}
