package io.photosync.sandbox.sharepoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.sharepoint.Answer.Entity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code _vti_bin/client.svc/ProcessQuery} for the PeopleManager: the actions run in order until one fails; the failure comes as
 * HTTP 200 with {@code ErrorInfo}, and what ran before it stays done.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/sharepoint_protocols/ms-csom/fd645da2-fa28-4daa-b3cd-8f4e506df117">MS-CSOM</a>
 */
final class Csom {
    private static final String PEOPLE_MANAGER = "{cf560d69-0fdb-4489-a216-b6b47adf8ef8}";
    private static final String SET_SINGLE_VALUE = "SetSingleValueProfileProperty";

    private final Profiles profiles;

    Csom(Profiles profiles) {
        this.profiles = profiles;
    }

    ArrayNode answer(Host host, Set<String> roles, byte[] body) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        try {
            CsomRequest request = CsomRequest.parse(body);
            for (CsomRequest.Action action : request.actions()) {
                run(host, roles, request, action, results);
            }
            results.insert(0, head(null));
            return results;
        } catch (SharePointError e) {
            return JsonNodeFactory.instance.arrayNode().add(head(e));
        }
    }

    /** @throws SharePointError where the request is refused as a whole, by HTTP status */
    void admit(byte[] body) throws SharePointError {
        List<CsomRequest.Action> actions;
        try {
            actions = CsomRequest.parse(body).actions();
        } catch (SharePointError unreadable) {
            return; // Its answer says so.
        }
        for (CsomRequest.Action action : actions) {
            if (action.kind().equals("Method") && action.parameters().size() == 3) {
                profiles.admit(action.parameters().get(1), action.parameters().get(2));
            }
        }
    }

    /** What the request counts against the limit of profile calls; one that cannot be read counts once. */
    int profileCalls(byte[] body, boolean everyMethodCounts) {
        if (!everyMethodCounts) {
            return 1;
        }
        try {
            long methods = CsomRequest.parse(body).actions().stream()
                    .filter(action ->
                            action.kind().equals("Method") || action.kind().equals("Query"))
                    .count();
            return (int) Math.max(1, methods);
        } catch (SharePointError unreadable) {
            return 1;
        }
    }

    private void run(Host host, Set<String> roles, CsomRequest request, CsomRequest.Action action, ArrayNode results)
            throws SharePointError {
        CsomRequest.Path target = request.path(action.pathId());
        switch (action.kind()) {
            case "Method" -> {
                requirePeopleManager(target);
                call(host, roles, action);
            }
            case "ObjectPath" -> results.add(action.id()).addObject().put("IsNull", isNull(roles, request, target));
            case "Query" -> {
                results.add(action.id());
                person(roles, request, target).ifPresentOrElse(p -> results.add(object(p)), results::addNull);
            }
            case "ObjectIdentityQuery" ->
                results.add(action.id()).addObject().put("_ObjectIdentity_", UUID.randomUUID() + "|pm");
            default -> throw CsomRequest.invalid();
        }
    }

    private void call(Host host, Set<String> roles, CsomRequest.Action action) throws SharePointError {
        List<String> given = action.parameters();
        if (!action.name().equals(SET_SINGLE_VALUE)) {
            throw SharePointError.badQuery("The method " + action.name() + " is not served here.");
        }
        if (given.size() != 3) {
            throw SharePointError.badArgument(SET_SINGLE_VALUE + " takes 3 parameters, got " + given.size());
        }
        profiles.write(host, roles, given.get(0), given.get(1), given.get(2));
    }

    private boolean isNull(Set<String> roles, CsomRequest request, CsomRequest.Path path) throws SharePointError {
        if (path.kind().equals("Constructor")) {
            requirePeopleManager(path);
            return false;
        }
        return person(roles, request, path).isEmpty();
    }

    private Optional<Entity> person(Set<String> roles, CsomRequest request, CsomRequest.Path path)
            throws SharePointError {
        if (!path.name().equals("GetPropertiesFor") || path.parameters().size() != 1) {
            throw CsomRequest.invalid();
        }
        requirePeopleManager(request.path(path.parentId()));
        return profiles.read(roles, path.parameters().getFirst(), "");
    }

    private static void requirePeopleManager(CsomRequest.Path path) throws SharePointError {
        if (!path.kind().equals("Constructor") || !path.name().equalsIgnoreCase(PEOPLE_MANAGER)) {
            throw CsomRequest.invalid();
        }
    }

    private static ObjectNode object(Entity person) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("_ObjectType_", person.type());
        person.properties().forEach((name, value) -> {
            if (name.equals("UserProfileProperties") && value instanceof List<?> pairs) {
                ObjectNode dictionary = node.putObject(name);
                pairs.forEach(pair -> {
                    if (pair instanceof Entity(String _, String _, var keyValue)) {
                        dictionary.put((String) keyValue.get("Key"), (String) keyValue.get("Value"));
                    }
                });
            } else {
                node.set(name, JsonWriter.JSON.valueToTree(value));
            }
        });
        return node;
    }

    static ObjectNode head(SharePointError error) {
        String correlation = UUID.randomUUID().toString();
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("SchemaVersion", "15.0.0.0").put("LibraryVersion", "16.0.25326.12013");
        if (error == null) {
            head.putNull("ErrorInfo");
        } else {
            head.putObject("ErrorInfo")
                    .put("ErrorMessage", error.getMessage())
                    .putNull("ErrorValue")
                    .put("TraceCorrelationId", correlation)
                    .put("ErrorCode", error.hresult())
                    .put("ErrorTypeName", error.type());
        }
        return head.put("TraceCorrelationId", correlation);
    }
}
