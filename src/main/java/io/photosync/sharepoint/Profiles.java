package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Users' profiles, read and written on the {@code -admin} host. */
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
     * @return empty when SharePoint has no profile of this user
     */
    public Optional<Profile> read(String userPrincipalName, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        SharePointRequest sharePointRequest = SharePointRequest.get(
                        admin,
                        READ + OData.literal(AccountName.of(userPrincipalName).claim()))
                .ofProfiles();
        try {
            return profile(client.json(sharePointRequest, callContext));
        } catch (MicrosoftCallException failed) {
            if (failed.failure().code().equals(ProfileRefusal.PROFILE_NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /**
     * Sets several properties in one request, in the map's order.
     *
     * @throws MicrosoftCallException of kind REFUSED with one of {@link ProfileRefusal}'s codes when no retry can help;
     *     some of the properties may be written then
     */
    public void write(String userPrincipalName, Map<ProfileProperty, String> values, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        byte[] body = CsomRequest.setProperties(AccountName.of(userPrincipalName), values);
        SharePointRequest sharePointRequest = SharePointRequest.post(
                        admin, CSOM, Map.of("Content-Type", "text/xml"), body)
                .ofProfiles();
        try {
            client.send(
                    sharePointRequest,
                    callContext,
                    sharePointResponse -> refuseErrorInside(sharePointResponse, client.named(admin)));
        } catch (MicrosoftCallException failed) {
            throw saysNothing(failed.failure())
                            && read(userPrincipalName, callContext).isEmpty()
                    ? new MicrosoftCallException(noProfile(failed.failure()), failed)
                    : failed;
        }
    }

    /**
     * An error of a general type inside a 200, in a language that we do not parse: reading the profile shows whether
     * the profile is to blame.
     */
    private static boolean saysNothing(Failure failure) {
        return failure.status() == OK && failure.kind() == Kind.SERVER_ERROR;
    }

    private static Failure noProfile(Failure failure) {
        return failure.ofKind(Kind.REFUSED)
                .saying(ProfileRefusal.PROFILE_NOT_FOUND, failure.code() + ": " + failure.detail())
                .affecting(ProfileRefusal.reach(ProfileRefusal.PROFILE_NOT_FOUND));
    }

    /**
     * @throws MicrosoftCallException of kind UNREADABLE: a proxy's answer must not pass for a user without a profile
     */
    static Optional<Profile> profile(JsonNode body) throws MicrosoftCallException {
        if (!body.hasNonNull("AccountName")) {
            if (isNothing(body)) {
                return Optional.empty();
            }
            throw new MicrosoftCallException(SharePointFailures.unreadable(
                    "not-a-profile",
                    "answer to GetPropertiesFor must be a profile or SharePoint's null, but is neither"));
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

    /** SharePoint's null object: an annotation that says so, or fields without values. */
    private static boolean isNothing(JsonNode body) {
        return body.isObject()
                && body.properties().stream()
                        .allMatch(field -> field.getKey().startsWith("odata")
                                || field.getValue().isNull());
    }

    /** The id is a property of its own, and the common name of the distinguished name. */
    private static Optional<String> objectId(Map<String, String> properties) {
        Optional<String> own = Optional.ofNullable(properties.get("msonline-objectid"));
        return own.or(() -> Optional.ofNullable(properties.get("sps-distinguishedname"))
                        .map(COMMON_NAME::matcher)
                        .filter(Matcher::find)
                        .map(name -> name.group(1)))
                .map(String::strip);
    }

    /** CSOM always answers 200; the first element holds the outcome. */
    static void refuseErrorInside(SharePointResponse sharePointResponse, String host) throws MicrosoftCallException {
        JsonNode error;
        try {
            JsonNode head = sharePointResponse.json().path(0);
            if (!head.has("ErrorInfo")) {
                throw unreadable(sharePointResponse, host, null);
            }
            error = head.get("ErrorInfo");
        } catch (JsonProcessingException e) {
            throw unreadable(sharePointResponse, host, e);
        }
        if (!error.isNull()) {
            String code = error.path("ErrorCode").asText() + ", "
                    + error.path("ErrorTypeName").asText();
            throw new MicrosoftCallException(SharePointFailures.inSuccess(
                    sharePointResponse,
                    new ServiceError(code, error.path("ErrorMessage").asText())));
        }
    }

    private static MicrosoftCallException unreadable(
            SharePointResponse sharePointResponse, String host, Throwable cause) {
        String detail = "answer to ProcessQuery from %s must be a JSON array that begins with ErrorInfo, got %s"
                .formatted(host, sharePointResponse.header("Content-Type").orElse("of no type"));
        return new MicrosoftCallException(
                SharePointFailures.of(Kind.UNREADABLE, sharePointResponse, "not-csom", detail, Optional.empty()),
                cause);
    }
}
