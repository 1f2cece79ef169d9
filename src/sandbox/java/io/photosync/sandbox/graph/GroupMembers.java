package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code /groups/{id}/transitiveMembers/graph.user}; https://learn.microsoft.com/graph/api/group-list-transitivemembers. */
final class GroupMembers {
    private final Directory directory;
    private final Groups groups;
    private final BooleanSupplier cutShort;
    private final String baseUrl;

    /** @param cutShort whether lists end halfway, as if there were no more members; the count stays */
    GroupMembers(Directory directory, Groups groups, BooleanSupplier cutShort, String baseUrl) {
        this.directory = directory;
        this.groups = groups;
        this.cutShort = cutShort;
        this.baseUrl = baseUrl;
    }

    Response list(Request request, Map<String, String> path) throws GraphError {
        requireAdvancedQuery(request);
        String id = path.get("id");
        List<Person> members = members(id);
        UserJson shape = UserJson.selectedBy(request);
        int top = Users.top(request);
        String after = request.param("$skiptoken").map(Users::decode).orElse("");
        List<Person> people = members.stream()
                .limit(cutShort.getAsBoolean() ? members.size() / 2 : members.size())
                .filter(member -> member.id().compareTo(after) > 0)
                .limit(top + 1L)
                .toList();
        ArrayNode value = Json.array();
        people.stream().limit(top).map(shape::of).forEach(value::add);
        ObjectNode answer = Json.object().put("@odata.context", baseUrl + "/$metadata#users");
        if (after.isEmpty()) {
            answer.put("@odata.count", members.size());
        }
        if (people.size() > top) {
            answer.put(
                    "@odata.nextLink",
                    nextLink(request, id, top, people.get(top - 1).id()));
        }
        answer.set("value", value);
        return Response.json(200, answer).with("x-ms-resource-unit", "3");
    }

    /** {@code …/$count}. */
    Response count(Request request, Map<String, String> path) throws GraphError {
        Users.requireEventual(request);
        return Response.text(200, Integer.toString(members(path.get("id")).size()));
    }

    private List<Person> members(String groupId) throws GraphError {
        return groups
                .members(groupId)
                .orElseThrow(() -> new GraphError(
                        404,
                        "Request_ResourceNotFound",
                        "Resource '%s' does not exist or one of its queried reference-property objects are not present."
                                .formatted(groupId)))
                .stream()
                .map(directory::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private String nextLink(Request request, String id, int top, String lastId) {
        StringBuilder link =
                new StringBuilder("%s/groups/%s/transitiveMembers/graph.user?$top=%d".formatted(baseUrl, id, top));
        request.param("$select").ifPresent(select -> link.append("&$select=")
                .append(URLEncoder.encode(select, StandardCharsets.UTF_8)));
        return link.append("&$count=true&$skiptoken=")
                .append(Users.encode(lastId))
                .toString();
    }

    /** Graph casts in its index only, and asks the caller to know that the index may lag behind. */
    private static void requireAdvancedQuery(Request request) throws GraphError {
        boolean eventual = request.header("ConsistencyLevel")
                .filter("eventual"::equalsIgnoreCase)
                .isPresent();
        boolean count = request.param("$count").filter("true"::equals).isPresent();
        if (!eventual || !count) {
            throw new GraphError(
                    400,
                    "Request_UnsupportedQuery",
                    "An OData cast needs the header ConsistencyLevel: eventual and $count=true.");
        }
    }
}
