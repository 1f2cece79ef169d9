package io.photosync.sandbox.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.sandbox.sharepoint.Answer.Entity;
import io.photosync.sandbox.sharepoint.Answer.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code _api/SP.UserProfiles.PeopleManager}. Reads are answered on both hosts; another user's property is written on
 * {@code -admin} only.
 *
 * @see <a
 *     href="https://learn.microsoft.com/previous-versions/office/developer/sharepoint-rest-reference/dn790354(v=office.15)">REST
 *     reference</a>
 */
final class ProfilesApi {
    private final Profiles profiles;

    ProfilesApi(Profiles profiles) {
        this.profiles = profiles;
    }

    Answer answer(ApiCall call) throws SharePointError {
        if (call.path().size() < 2) {
            return new Entity(
                    "SP.UserProfiles.PeopleManager", call.api() + "/sp.userprofiles.peoplemanager", java.util.Map.of());
        }
        Segment method = call.path().get(1);
        return switch (method.name()) {
            case "getpropertiesfor" -> propertiesFor(call, method);
            case "getuserprofilepropertyfor" -> propertyFor(call, method);
            case "setsinglevalueprofileproperty" -> setSingle(call, method);
            case "setmultivaluedprofileproperty" -> setMulti(call);
            default -> throw SharePointError.unknownResource(method.name());
        };
    }

    private Answer propertiesFor(ApiCall call, Segment method) throws SharePointError {
        Optional<Entity> person = profiles.read(call, method.demand("accountname", 0));
        if (person.isEmpty()) {
            return new Value("GetPropertiesFor", null);
        }
        return call.path().size() > 2
                ? field(person.get(), call.path().get(2).name())
                : Selection.of(call).of(person.get());
    }

    /** {@code …GetPropertiesFor(…)/personalsitehosturl} and the like. */
    private static Answer field(Entity person, String name) throws SharePointError {
        for (var property : person.properties().entrySet()) {
            if (property.getKey().equalsIgnoreCase(name) && !(property.getValue() instanceof List<?>)) {
                Object value = property.getValue();
                return new Value(property.getKey(), value == null ? null : value.toString());
            }
        }
        throw SharePointError.unknownResource(name);
    }

    private Answer propertyFor(ApiCall call, Segment method) throws SharePointError {
        String account = method.demand("accountname", 0);
        return new Value(
                "GetUserProfilePropertyFor",
                profiles.property(call.roles(), account, method.demand("propertyname", 1)));
    }

    private Answer setSingle(ApiCall call, Segment method) throws SharePointError {
        if (method.arguments().isEmpty()) {
            JsonNode body = body(call);
            write(call, text(body, "accountName"), text(body, "propertyName"), text(body, "propertyValue"));
        } else {
            write(
                    call,
                    method.demand("accountname", 0),
                    method.demand("propertyname", 1),
                    method.demand("propertyvalue", 2));
        }
        return new Value("SetSingleValueProfileProperty", null);
    }

    private Answer setMulti(ApiCall call) throws SharePointError {
        JsonNode body = body(call);
        List<String> values = new ArrayList<>();
        body.path("propertyValues").forEach(value -> values.add(value.asText()));
        write(call, text(body, "accountName"), text(body, "propertyName"), String.join("|", values));
        return new Value("SetMultiValuedProfileProperty", null);
    }

    private void write(ApiCall call, String account, String property, String value) throws SharePointError {
        if (!call.is("POST")) {
            throw SharePointError.methodNotAllowed();
        }
        profiles.write(call.host(), call.roles(), account, property, value);
    }

    private static JsonNode body(ApiCall call) throws SharePointError {
        try {
            return JsonWriter.JSON.readTree(call.request().body());
        } catch (IOException e) {
            throw SharePointError.badQuery("Not well formatted JSON stream.");
        }
    }

    private static String text(JsonNode body, String name) throws SharePointError {
        for (var field : body.properties()) {
            if (field.getKey().equalsIgnoreCase(name) && field.getValue().isTextual()) {
                return field.getValue().asText();
            }
        }
        throw SharePointError.badQuery("The parameter " + name + " is missing or no text.");
    }
}
