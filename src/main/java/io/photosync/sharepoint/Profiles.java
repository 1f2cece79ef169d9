package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People's profiles, read and written on the {@code -admin} host. */
@ApplicationScoped
public class Profiles {
    private static final String READ = "/_api/SP.UserProfiles.PeopleManager/GetPropertiesFor(accountName=@v)"
            + "?$select=AccountName,UserProfileProperties&@v=";
    private static final int OK = 200;
    private static final String CSOM = "/_vti_bin/client.svc/ProcessQuery";

    private static final Pattern COMMON_NAME =
            Pattern.compile("^\\s*CN=(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})", Pattern.CASE_INSENSITIVE);

    private final SharePointClient client;
    private final SiteUrl admin;

    public Profiles(SharePointClient client, SharePointSettings settings) {
        this.client = client;
        this.admin = settings.adminUrl();
    }

    /**
     * One request.
     *
     * @return empty when SharePoint has no profile of this person
     */
    public Optional<Profile> read(String userPrincipalName, Ask ask) throws CallFailed, InterruptedException {
        Call call = Call.get(
                        admin,
                        READ + OData.literal(AccountName.of(userPrincipalName).claim()))
                .ofProfiles();
        try {
            return profile(client.json(call, ask));
        } catch (CallFailed failed) {
            if (failed.failure().code().equals(ProfileRefusal.PROFILE_NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /**
     * Sets several properties in one request, in the order that the map has.
     *
     * @throws CallFailed of kind REFUSED with one of {@link ProfileRefusal}'s codes when no repetition can help; some of the
     *     properties may be written then
     */
    public void write(String userPrincipalName, Map<ProfileProperty, String> values, Ask ask)
            throws CallFailed, InterruptedException {
        byte[] body = CsomRequest.setProperties(AccountName.of(userPrincipalName), values);
        Call call =
                Call.post(admin, CSOM, Map.of("Content-Type", "text/xml"), body).ofProfiles();
        try {
            client.send(call, ask, answer -> refuseErrorInside(answer, client.named(admin)));
        } catch (CallFailed failed) {
            throw saysNothing(failed.failure()) && read(userPrincipalName, ask).isEmpty()
                    ? new CallFailed(noProfile(failed.failure()), failed)
                    : failed;
        }
    }

    /** An error of a general type inside a 200, in a language that we do not read: whether the profile is to blame is seen by reading it. */
    private static boolean saysNothing(Failure failure) {
        return failure.status() == OK && failure.kind() == Kind.SERVER_ERROR;
    }

    private static Failure noProfile(Failure failure) {
        return failure.ofKind(Kind.REFUSED)
                .saying(ProfileRefusal.PROFILE_NOT_FOUND, failure.code() + ": " + failure.detail())
                .concerning(ProfileRefusal.reach(ProfileRefusal.PROFILE_NOT_FOUND));
    }

    /** @throws CallFailed of kind UNREADABLE: what a proxy says must not pass for a user without a profile */
    static Optional<Profile> profile(JsonNode body) throws CallFailed {
        if (!body.hasNonNull("AccountName")) {
            if (isNothing(body)) {
                return Optional.empty();
            }
            throw new CallFailed(new Failure(
                    MicrosoftService.SHAREPOINT,
                    Kind.UNREADABLE,
                    OK,
                    "not-a-profile",
                    "answer to GetPropertiesFor must be a profile or SharePoint's null, but is neither",
                    Optional.empty(),
                    Optional.empty()));
        }
        Map<ProfileProperty, String> properties = new EnumMap<>(ProfileProperty.class);
        Map<String, String> others = new HashMap<>();
        for (JsonNode property : body.path("UserProfileProperties")) {
            String key = property.path("Key").asText();
            String value = property.path("Value").asText("");
            if (!value.isBlank()) {
                others.put(key.toLowerCase(Locale.ROOT), value);
                ProfileProperty.withKey(key).ifPresent(known -> properties.put(known, value));
            }
        }
        return Optional.of(new Profile(body.get("AccountName").asText(), objectId(others), properties));
    }

    /** As SharePoint writes a null object: an annotation that says so, or fields without values. */
    private static boolean isNothing(JsonNode body) {
        return body.isObject()
                && body.properties().stream()
                        .allMatch(field -> field.getKey().startsWith("odata")
                                || field.getValue().isNull());
    }

    /** It stands in a property of its own, and as the common name of the distinguished name. */
    private static Optional<String> objectId(Map<String, String> properties) {
        Optional<String> own = Optional.ofNullable(properties.get("msonline-objectid"));
        return own.or(() -> Optional.ofNullable(properties.get("sps-distinguishedname"))
                        .map(COMMON_NAME::matcher)
                        .filter(Matcher::find)
                        .map(name -> name.group(1)))
                .map(String::strip);
    }

    /** CSOM answers 200 whatever happened; the first element says what. */
    static void refuseErrorInside(Answer answer, String host) throws CallFailed {
        JsonNode error;
        try {
            JsonNode head = answer.json().path(0);
            if (!head.has("ErrorInfo")) {
                throw unreadable(answer, host, null);
            }
            error = head.get("ErrorInfo");
        } catch (JsonProcessingException e) {
            throw unreadable(answer, host, e);
        }
        if (!error.isNull()) {
            String code = error.path("ErrorCode").asText() + ", "
                    + error.path("ErrorTypeName").asText();
            throw new CallFailed(Failures.inSuccess(
                    answer, new ServiceError(code, error.path("ErrorMessage").asText())));
        }
    }

    private static CallFailed unreadable(Answer answer, String host, Throwable cause) {
        String detail = "answer to ProcessQuery from %s must be a JSON array that begins with ErrorInfo, but is %s"
                .formatted(host, answer.header("Content-Type").orElse("of no type"));
        return new CallFailed(Failures.of(Kind.UNREADABLE, answer, "not-csom", detail, Optional.empty()), cause);
    }
}
