package io.photosync.sharepoint;

import java.util.Map;
import java.util.Optional;

/**
 * The picture properties of a user's profile.
 *
 * @param objectId of the user whose profile it is, as the profile says; empty where it does not
 * @param properties only those with a value
 */
public record Profile(String accountName, Optional<String> objectId, Map<ProfileProperty, String> properties) {

    /** Whose profile it is, from one user's point of view. */
    public enum Owner {
        THIS_USER,
        ANOTHER_USER,
        UNSAID
    }

    public Profile {
        properties = Map.copyOf(properties);
    }

    /**
     * Names pass from one user to another, and SharePoint learns of it hours later: only the object id identifies the
     * profile's owner.
     */
    public Owner owner(String userId) {
        return objectId.map(id -> id.equalsIgnoreCase(userId) ? Owner.THIS_USER : Owner.ANOTHER_USER)
                .orElse(Owner.UNSAID);
    }

    /**
     * Empty when there is none. The property itself: SharePoint's own {@code PictureUrl} field hides it behind a
     * placeholder.
     */
    public String pictureUrl() {
        return value(ProfileProperty.PICTURE_URL);
    }

    public String placeholderState() {
        return value(ProfileProperty.PLACEHOLDER_STATE);
    }

    private String value(ProfileProperty property) {
        return properties.getOrDefault(property, "");
    }
}
