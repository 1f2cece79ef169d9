package io.photosync.sharepoint;

import java.util.Arrays;
import java.util.Optional;

/** The properties of a profile that concern its picture. All values are texts. */
public enum ProfileProperty {
    /** Absolute URL of the medium file. Stays the same when the photo changes. */
    PICTURE_URL("PictureURL"),
    /** {@code 0}: the picture is shown; {@code 1}: a placeholder is. */
    PLACEHOLDER_STATE("SPS-PicturePlaceholderState"),
    /** See {@link PictureTimestamp}. */
    TIMESTAMP("SPS-PictureTimestamp"),
    /** {@code 1}: the picture comes from Exchange. */
    EXCHANGE_SYNC_STATE("SPS-PictureExchangeSyncState");

    private final String key;

    ProfileProperty(String key) {
        this.key = key;
    }

    /** Its name in SharePoint. */
    public String key() {
        return key;
    }

    /** SharePoint ignores the case: tools write {@code PictureUrl} too. */
    static Optional<ProfileProperty> withKey(String key) {
        return Arrays.stream(values())
                .filter(property -> property.key.equalsIgnoreCase(key))
                .findFirst();
    }
}
