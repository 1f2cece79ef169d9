package io.photosync.sync;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.event.WrittenFiles;
import io.photosync.sharepoint.PhotoFile;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.PictureTimestamp;
import io.photosync.sharepoint.ProfileProperty;
import io.photosync.sharepoint.Profiles;
import io.photosync.thumbnail.Thumbnails;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a picture: the three files, and then the profile's properties that show it, all of them in one request. */
public final class PhotoPublication {
    /** SharePoint's value for "this picture comes from Exchange". */
    private static final String FROM_EXCHANGE = "1";

    private final Profiles profiles;
    private final PhotoLibrary library;
    private final Clock clock;

    public PhotoPublication(Profiles profiles, PhotoLibrary library, Clock clock) {
        this.profiles = profiles;
        this.library = library;
        this.clock = clock;
    }

    /**
     * Files before properties: a crash in between leaves a picture that the next attempt completes. That they are the
     * user's own must be certain.
     *
     * @return what SharePoint reports about the files
     */
    public WrittenFiles write(
            String userPrincipalName, PhotoFiles files, Thumbnails thumbnails, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        PhotoFile small = library.upload(files.small(), thumbnails.small(), callContext);
        PhotoFile medium = library.upload(files.medium(), thumbnails.medium(), callContext);
        PhotoFile large = library.upload(files.large(), thumbnails.large(), callContext);
        Map<ProfileProperty, String> shown = new LinkedHashMap<>();
        shown.put(
                ProfileProperty.PICTURE_URL,
                library.url(files.medium(), callContext).toString());
        shown.put(ProfileProperty.PLACEHOLDER_STATE, ProfileProperty.PICTURE_SHOWN);
        shown.put(ProfileProperty.TIMESTAMP, PictureTimestamp.of(clock.instant()));
        shown.put(ProfileProperty.EXCHANGE_SYNC_STATE, FROM_EXCHANGE);
        profiles.write(userPrincipalName, shown, callContext);
        Instant last = Stream.of(small, medium, large)
                .map(PhotoFile::lastModified)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new WrittenFiles(last, small.length(), medium.length(), large.length());
    }
}
