package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.people.Person;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Users as Graph shows them, with the properties that were asked for. */
final class UserJson {
    private static final List<String> DEFAULT = List.of(
            "businessPhones",
            "displayName",
            "givenName",
            "jobTitle",
            "mail",
            "mobilePhone",
            "officeLocation",
            "preferredLanguage",
            "surname",
            "userPrincipalName",
            "id");

    /** Properties outside the default set; {@code photo} is taken and never returned, being a navigation property. */
    private static final Set<String> FURTHER = Set.of("accountEnabled", "userType", "department", "photo");

    private final Set<String> properties;

    private UserJson(Set<String> properties) {
        this.properties = properties;
    }

    static UserJson selectedBy(Request request) throws GraphError {
        String select = request.param("$select").orElse("");
        return select.isBlank() ? new UserJson(new LinkedHashSet<>(DEFAULT)) : selecting(select);
    }

    static UserJson selecting(String select) throws GraphError {
        Set<String> properties = new LinkedHashSet<>(List.of(select.trim().split("\\s*,\\s*")));
        for (String property : properties) {
            if (!DEFAULT.contains(property) && !FURTHER.contains(property)) {
                throw GraphError.badRequest(
                        "Parsing OData Select and Expand failed: Could not find a property named '%s' on type 'microsoft.graph.user'."
                                .formatted(property));
            }
        }
        return new UserJson(properties);
    }

    ObjectNode of(Person person) {
        ObjectNode user = Json.object();
        for (String property : properties) {
            put(user, property, person);
        }
        // The key is always there, asked for or not.
        return user.put("id", person.id());
    }

    private static void put(ObjectNode user, String property, Person person) {
        String[] names = person.displayName().split(" ", 2);
        switch (property) {
            case "displayName" -> user.put(property, person.displayName());
            case "givenName" -> user.put(property, names[0]);
            case "surname" -> user.put(property, names.length > 1 ? names[1] : null);
            case "mail" -> user.put(property, person.mail());
            case "userPrincipalName" -> user.put(property, person.userPrincipalName());
            case "department" -> user.put(property, person.department());
            case "accountEnabled" -> user.put(property, person.enabled());
            case "userType" -> user.put(property, person.guest() ? "Guest" : "Member");
            case "businessPhones" -> user.putArray(property);
            case "photo", "id" -> {}
            default -> user.putNull(property);
        }
    }
}
