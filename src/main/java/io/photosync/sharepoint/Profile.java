package io.photosync.sharepoint;

import java.util.Map;

/**
 * What a person's profile says about their picture.
 *
 * @param properties only those with a value
 */
public record Profile(String accountName, Map<ProfileProperty, String> properties) {

    public Profile {
        properties = Map.copyOf(properties);
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
