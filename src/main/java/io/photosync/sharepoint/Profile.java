package io.photosync.sharepoint;

import java.util.Map;
import java.util.Optional;

/**
 * What a person's profile says about their picture.
 *
 * @param objectId of the user whose profile it is, as it says itself; empty where it does not
 * @param properties only those with a value
 */
public record Profile(String accountName, Optional<String> objectId, Map<ProfileProperty, String> properties) {

    /** Whose profile it is, seen from one user. */
    public enum Owner {
        THIS_USER,
        ANOTHER_USER,
        UNSAID
    }

    public Profile {
        properties = Map.copyOf(properties);
    }

    /** Names pass from one user to another, and SharePoint learns of it hours later: only the object id tells whose profile it is. */
    public Owner owner(String userId) {
        return objectId.map(id -> id.equalsIgnoreCase(userId) ? Owner.THIS_USER : Owner.ANOTHER_USER)
                .orElse(Owner.UNSAID);
    }

    /** Empty when there is none. The property itself: SharePoint's own {@code PictureUrl} field hides it behind a placeholder. */
    public String pictureUrl() {
        return value(ProfileProperty.PICTURE_URL);
    }

    public String placeholderState() {
        return value(ProfileProperty.PLACEHOLDER_STATE);
    }

    public String exchangeSyncState() {
        return value(ProfileProperty.EXCHANGE_SYNC_STATE);
    }

    private String value(ProfileProperty property) {
        return properties.getOrDefault(property, "");
    }
}
