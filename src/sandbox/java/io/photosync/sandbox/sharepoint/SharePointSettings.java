package io.photosync.sandbox.sharepoint;

import java.net.URI;

/**
 * What differs between tenants.
 *
 * @param mySite address of the {@code -my} host, which is also its tokens' audience
 * @param admin address of the {@code -admin} host, likewise
 * @param folderName the folder under {@code User Photos}; its name is in the language that the my-site host was made in
 */
public record SharePointSettings(URI mySite, URI admin, String folderName, Limits limits) {
    public static final String ENGLISH_FOLDER = "Profile Pictures";

    public static SharePointSettings of(URI mySite, URI admin) {
        return new SharePointSettings(mySite, admin, ENGLISH_FOLDER, Limits.SMALL_TENANT);
    }

    URI of(Host host) {
        return switch (host) {
            case MY_SITE -> mySite;
            case ADMIN -> admin;
        };
    }
}
