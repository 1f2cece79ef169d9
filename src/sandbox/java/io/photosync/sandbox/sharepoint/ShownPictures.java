package io.photosync.sandbox.sharepoint;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The picture that SharePoint shows for a user: the file that the profile points at, in the requested size. */
final class ShownPictures {
    private final ProfileStore profiles;
    private final PhotoLibrary library;

    ShownPictures(ProfileStore profiles, PhotoLibrary library) {
        this.profiles = profiles;
        this.library = library;
    }

    /**
     * Empty while the placeholder is shown, or when the file is not there.
     *
     * @param account account name, user principal name or mail address
     * @param size S, M or L
     */
    Optional<StoredFile> find(String account, String size) {
        return (account.contains("|") ? profiles.byAccountName(account) : profiles.byUser(account))
                .flatMap(profile -> Optional.ofNullable(profile.shownPictureUrl()))
                .flatMap(url -> thumbnail(url, size));
    }

    private Optional<StoredFile> thumbnail(String pictureUrl, String size) {
        // Tools write the URL with a raw space, SharePoint with an encoded one.
        String path = URI.create(pictureUrl.replace(" ", "%20")).getRawPath();
        String medium = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        return library.file(medium.replaceFirst("(?i)_[SML]Thumb\\.jpg$", "_" + size + "Thumb.jpg"));
    }
}
