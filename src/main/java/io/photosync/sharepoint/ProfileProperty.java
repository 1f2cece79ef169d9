package io.photosync.sharepoint;

import java.util.Arrays;
import java.util.Optional;

/** The properties of a profile that concern its picture. All values are texts. */
public enum ProfileProperty {
    /** Absolute URL of the medium file. Stays the same when the photo changes. */
    PICTURE_URL("PictureURL"),
    /** {@link #PICTURE_SHOWN} or {@link #PLACEHOLDER_SHOWN}. */
    PLACEHOLDER_STATE("SPS-PicturePlaceholderState"),
    /** See {@link PictureTimestamp}. */
    TIMESTAMP("SPS-PictureTimestamp"),
    /** {@code 1}: the picture comes from Exchange. */
    EXCHANGE_SYNC_STATE("SPS-PictureExchangeSyncState");

    /** Values of {@link #PLACEHOLDER_STATE}. */
    public static final String PICTURE_SHOWN = "0";

    public static final String PLACEHOLDER_SHOWN = "1";

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
