package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /users} and {@code /users/{id}}; https://learn.microsoft.com/graph/api/user-list. */
final class Users {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 999;
    private static final Pattern NAME_IS = Pattern.compile("(?:userPrincipalName|id)\\s+eq\\s+'((?:[^']|'')*)'");

    private final Directory directory;
    private final String baseUrl;

    Users(Directory directory, String baseUrl) {
        this.directory = directory;
        this.baseUrl = baseUrl;
    }

    Response list(Request request, Map<String, String> path) throws GraphError {
        UserJson shape = UserJson.selectedBy(request);
        int top = top(request);
        String after = request.param("$skiptoken").map(Users::decode).orElse("");
        Optional<String> name = nameAskedFor(request);
        List<Person> page =
                name.isPresent() ? directory.find(name.get()).stream().toList() : directory.after(after, top + 1);
        ObjectNode answer = Json.object().put("@odata.context", baseUrl + "/$metadata#users");
        if (request.param("$count").filter("true"::equals).isPresent()) {
            requireEventual(request);
            answer.put("@odata.count", name.isPresent() ? page.size() : directory.size());
        }
        ArrayNode value = Json.array();
        page.stream().limit(top).map(shape::of).forEach(value::add);
        if (page.size() > top) {
            answer.put(
                    "@odata.nextLink", nextLink(request, top, page.get(top - 1).id()));
        }
        answer.set("value", value);
        return Response.json(200, answer).with("x-ms-resource-unit", Integer.toString(cost(request, top)));
    }

    /** {@code /users/$count}. */
    Response count(Request request, Map<String, String> path) throws GraphError {
        requireEventual(request);
        return Response.text(200, Integer.toString(directory.size()));
    }

    Response get(Request request, Map<String, String> path) throws GraphError {
        UserJson shape = UserJson.selectedBy(request);
        ObjectNode user = Json.object().put("@odata.context", baseUrl + "/$metadata#users/$entity");
        user.setAll(shape.of(find(path)));
        return Response.json(200, user).with("x-ms-resource-unit", "1");
    }

    /** Of the many properties that Graph lets one change, these are the ones that this tenant's people have. */
    Response update(Request request, Map<String, String> path) throws GraphError {
        Person before = find(path);
        ObjectNode changes =
                Json.read(request.body()).orElseThrow(() -> GraphError.badRequest("The body is not a JSON object."));
        directory.put(new Person(
                before.id(),
                text(changes, "userPrincipalName", before.userPrincipalName()),
                text(changes, "displayName", before.displayName()),
                text(changes, "mail", before.mail()),
                text(changes, "department", before.department()),
                before.mailbox(),
                changes.hasNonNull("userType")
                        ? changes.path("userType").asText().equals("Guest")
                        : before.guest(),
                changes.path("accountEnabled").asBoolean(before.enabled())));
        return Response.empty(204);
    }

    /** Deletes a user as an administrator does when the user leaves; this tenant has no recycle bin. */
    Response delete(Request request, Map<String, String> path) throws GraphError {
        directory.remove(find(path).id());
        return Response.empty(204);
    }

    private Person find(Map<String, String> path) throws GraphError {
        String id = path.get("id");
        return directory
                .find(id)
                .orElseThrow(() -> new GraphError(
                        404,
                        "Request_ResourceNotFound",
                        "Resource '%s' does not exist or one of its queried reference-property objects are not present."
                                .formatted(id)));
    }

    private static String text(JsonNode changes, String property, String before) {
        return changes.path(property).asText(before);
    }

    /** Counts come from Graph's index, and it asks the caller to know that the index may lag behind. */
    static void requireEventual(Request request) throws GraphError {
        if (request.header("ConsistencyLevel")
                .filter("eventual"::equalsIgnoreCase)
                .isEmpty()) {
            throw new GraphError(
                    400, "Request_UnsupportedQuery", "$count needs the header ConsistencyLevel: eventual.");
        }
    }

    private static Optional<String> nameAskedFor(Request request) throws GraphError {
        Optional<String> filter = request.param("$filter");
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        Matcher name = NAME_IS.matcher(filter.get().strip());
        if (!name.matches()) {
            throw new GraphError(
                    400,
                    "Request_UnsupportedQuery",
                    "Of $filter on users the sandbox serves userPrincipalName eq 'x' and id eq 'x' only, got: "
                            + filter.get());
        }
        return Optional.of(name.group(1).replace("''", "'"));
    }

    static int top(Request request) throws GraphError {
        String top = request.param("$top").orElse(Integer.toString(PAGE));
        if (!top.matches("[0-9]{1,4}") || Integer.parseInt(top) < 1 || Integer.parseInt(top) > LARGEST_PAGE) {
            throw GraphError.badRequest("Invalid page size specified: '%s'. Must be between 1 and %d inclusive."
                    .formatted(top, LARGEST_PAGE));
        }
        return Integer.parseInt(top);
    }

    private String nextLink(Request request, int top, String lastId) {
        StringBuilder link = new StringBuilder(baseUrl + "/users?$top=" + top);
        request.param("$count").ifPresent(count -> link.append("&$count=").append(count));
        request.param("$select").ifPresent(select -> link.append("&$select=")
                .append(URLEncoder.encode(select, StandardCharsets.UTF_8)));
        return link.append("&$skiptoken=").append(encode(lastId)).toString();
    }

    static String encode(String lastId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastId.getBytes(StandardCharsets.US_ASCII));
    }

    static String decode(String skipToken) {
        return new String(Base64.getUrlDecoder().decode(skipToken), StandardCharsets.US_ASCII);
    }

    /** As https://learn.microsoft.com/graph/throttling-limits meters it. */
    private static int cost(Request request, int top) {
        int units = 2 - (request.param("$select").isPresent() ? 1 : 0) - (top < 20 ? 1 : 0);
        return Math.max(1, units);
    }
}
