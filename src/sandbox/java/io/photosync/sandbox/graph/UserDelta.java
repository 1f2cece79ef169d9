package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Person;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /users/delta}: joiners, leavers and changes, photos not among them; https://learn.microsoft.com/graph/delta-query-users. */
final class UserDelta {
    private static final int PAGE = 200;
    private static final int LARGEST_PAGE = 999;

    private final Directory directory;
    private final BooleanSupplier cutShort;
    private final Supplier<DeltaChanges> telling;
    private final String baseUrl;

    /** @param cutShort whether the list of all users ends after its first page */
    UserDelta(Directory directory, BooleanSupplier cutShort, Supplier<DeltaChanges> telling, String baseUrl) {
        this.directory = directory;
        this.telling = telling;
        this.cutShort = cutShort;
        this.baseUrl = baseUrl;
    }

    /**
     * The content of a link's token: the journal position at the start of the round, the user after whom the page
     * starts, the selected properties, the users per page.
     */
    private record Token(int position, String after, String select, int size) {
        String encoded() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(Json.of(this)));
        }
    }

    Response list(Request request, Map<String, String> path) throws GraphError {
        String select = request.param("$select").orElse("");
        Optional<String> deltaToken = request.param("$deltatoken");
        if (deltaToken.filter("latest"::equals).isPresent()) {
            return Response.json(
                    200, ending(Json.array(), new Token(directory.journal().position(), "", select, size(request))));
        }
        if (deltaToken.isPresent()) {
            return changes(token(deltaToken.get()));
        }
        Optional<String> skipToken = request.param("$skiptoken");
        return page(
                skipToken.isPresent()
                        ? token(skipToken.get())
                        : new Token(directory.journal().position(), "", select, size(request)));
    }

    /** {@code Prefer: odata.maxpagesize=5}; the links keep to it. */
    private static int size(Request request) throws GraphError {
        Matcher size = Pattern.compile("(?i)odata\\.maxpagesize\\s*=\\s*(.*)")
                .matcher(request.header("Prefer").orElse(""));
        if (!size.find()) {
            return PAGE;
        }
        if (!size.group(1).matches("[1-9][0-9]{0,2}")) {
            throw GraphError.badRequest("Invalid page size specified: '%s'.".formatted(size.group(1)));
        }
        return Math.min(LARGEST_PAGE, Integer.parseInt(size.group(1)));
    }

    private Response page(Token token) throws GraphError {
        UserJson shape = shape(token);
        List<Person> people = directory.after(token.after(), token.size() + 1);
        ArrayNode value = Json.array();
        people.stream().limit(token.size()).map(shape::of).forEach(value::add);
        if (people.size() <= token.size() || cutShort.getAsBoolean()) {
            return Response.json(200, ending(value, token));
        }
        Token next = new Token(token.position(), people.get(token.size() - 1).id(), token.select(), token.size());
        return Response.json(200, body(value).put("@odata.nextLink", link("$skiptoken", next)));
    }

    private Response changes(Token token) throws GraphError {
        UserJson shape =
                switch (telling.get()) {
                    case WHOLE, LOST -> shape(token);
                    case SPARSE -> UserJson.selecting("displayName");
                };
        int position = directory.journal().position();
        ArrayNode value = Json.array();
        if (telling.get() != DeltaChanges.LOST) {
            for (String id : directory.journal().since(token.position())) {
                value.add(directory.find(id).map(shape::of).orElseGet(() -> removed(id)));
            }
        }
        return Response.json(200, ending(value, new Token(position, "", token.select(), token.size())));
    }

    private ObjectNode ending(ArrayNode value, Token token) {
        return body(value)
                .put(
                        "@odata.deltaLink",
                        link("$deltatoken", new Token(token.position(), "", token.select(), token.size())));
    }

    private ObjectNode body(ArrayNode value) {
        ObjectNode body = Json.object().put("@odata.context", baseUrl + "/$metadata#users");
        body.set("value", value);
        return body;
    }

    private String link(String parameter, Token token) {
        return baseUrl + "/users/delta?" + parameter + "=" + token.encoded();
    }

    private static ObjectNode removed(String id) {
        ObjectNode user = Json.object().put("id", id);
        user.putObject("@removed").put("reason", "changed");
        return user;
    }

    private static UserJson shape(Token token) throws GraphError {
        return UserJson.selecting(token.select().isBlank() ? "displayName,userPrincipalName,mail" : token.select());
    }

    private static Token token(String encoded) throws GraphError {
        try {
            ObjectNode token = Json.read(Base64.getUrlDecoder().decode(encoded))
                    .orElseThrow(() -> new IllegalArgumentException("no JSON in it"));
            return new Token(
                    token.path("position").asInt(),
                    token.path("after").asText(),
                    token.path("select").asText(),
                    token.path("size").asInt(PAGE));
        } catch (IllegalArgumentException foreign) {
            throw new GraphError(
                    400, "syncStateNotFound", "The sync state generation is not found: " + foreign.getMessage());
        }
    }
}
