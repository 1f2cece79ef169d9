package io.photosync.sync;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.ledger.Target;
import io.photosync.sharepoint.PhotoFile;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.PictureTimestamp;
import io.photosync.sharepoint.Profile;
import io.photosync.sharepoint.ProfileProperty;
import io.photosync.sharepoint.Profiles;
import io.photosync.thumbnail.Thumbnails;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** A user's picture in SharePoint: three files on the my-site host, and the profile properties that point at them. */
final class SharePointPicture {
    private static final Logger LOG = Logger.getLogger(SharePointPicture.class);
    /** SharePoint's word for "show the stored picture". */
    private static final String SHOWN = "0";
    /** SharePoint's word for "show the placeholder". */
    private static final String PLACEHOLDER = "1";
    /** SharePoint's word for "this picture comes from Exchange". */
    private static final String FROM_EXCHANGE = "1";

    private final Profiles profiles;
    private final PhotoLibrary library;
    private final Clock clock;

    SharePointPicture(Profiles profiles, PhotoLibrary library, Clock clock) {
        this.profiles = profiles;
        this.library = library;
        this.clock = clock;
    }

    /**
     * What the profile says now.
     *
     * @param files the user's files; those an older picture left behind, or those named by the object id
     * @param shown whether the profile shows them
     * @param pointing whether the profile names them, shown or not
     * @param fromExchange whether the profile says that the picture comes from Exchange
     * @param orphans files of ours that the profile does not name any more
     */
    record Present(
            PhotoFiles files, boolean shown, boolean pointing, boolean fromExchange, Optional<PhotoFiles> orphans) {}

    /**
     * From the ledger where it is certain, else from the profile in one request.
     *
     * @param certain what may be relied on
     * @return nothing where there is no profile
     */
    Optional<Present> present(
            String userId, String userPrincipalName, Target target, Optional<Settlement> certain, Ask ask)
            throws CallFailed, InterruptedException {
        if (certain.isPresent() && certain.get().fileBaseName().isPresent()) {
            PhotoFiles files = new PhotoFiles(certain.get().fileBaseName().get());
            boolean shown = certain.get().state() != Settlement.State.REMOVED;
            return Optional.of(new Present(files, shown, shown, true, Optional.empty()));
        }
        Optional<Profile> profile = profiles.read(userPrincipalName, ask);
        return profile.isEmpty() ? Optional.empty() : Optional.of(read(profile.get(), userId, target, ask));
    }

    private Present read(Profile profile, String userId, Target target, Ask ask)
            throws CallFailed, InterruptedException {
        Optional<PhotoFiles> pointed = library.filesOf(profile.pictureUrl(), ask);
        PhotoFiles files =
                pointed.or(() -> target.fileBaseName().map(PhotoFiles::new)).orElseGet(() -> new PhotoFiles(userId));
        return new Present(
                files,
                pointed.isPresent() && SHOWN.equals(profile.placeholderState()),
                pointed.isPresent(),
                FROM_EXCHANGE.equals(profile.exchangeSyncState()),
                orphans(userId, target, files));
    }

    /** Only files that carry the user's own object id are certainly of ours; names are the same in either case of letters. */
    private static Optional<PhotoFiles> orphans(String userId, Target target, PhotoFiles used) {
        return target.fileBaseName()
                .filter(earlier -> earlier.equalsIgnoreCase(userId) && !earlier.equalsIgnoreCase(used.baseName()))
                .map(PhotoFiles::new);
    }

    /**
     * Files before properties: a crash in between leaves a picture that the next attempt completes.
     *
     * @return what SharePoint says of the files
     */
    WrittenFiles show(String userPrincipalName, Present present, Thumbnails thumbnails, Ask ask)
            throws CallFailed, InterruptedException {
        PhotoFiles files = present.files();
        PhotoFile small = library.upload(files.small(), thumbnails.small(), ask);
        PhotoFile medium = library.upload(files.medium(), thumbnails.medium(), ask);
        PhotoFile large = library.upload(files.large(), thumbnails.large(), ask);
        Map<ProfileProperty, String> changed = timestamp();
        if (!present.pointing()) {
            changed.put(
                    ProfileProperty.PICTURE_URL,
                    library.url(files.medium(), ask).toString());
        }
        if (!present.shown()) {
            changed.put(ProfileProperty.PLACEHOLDER_STATE, SHOWN);
        }
        if (!present.fromExchange()) {
            changed.put(ProfileProperty.EXCHANGE_SYNC_STATE, FROM_EXCHANGE);
        }
        profiles.write(userPrincipalName, changed, ask);
        deleteOrphans(present, ask);
        Instant last = Stream.of(small, medium, large)
                .map(PhotoFile::lastModified)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new WrittenFiles(last, small.length(), medium.length(), large.length());
    }

    /** The picture stands. What cannot be deleted now is found by the next check of the library. */
    private void deleteOrphans(Present present, Ask ask) throws InterruptedException {
        for (String file : present.orphans().map(PhotoFiles::names).orElse(List.of())) {
            try {
                library.delete(file, ask);
                LOG.infof("orphan deleted file=%s", file);
            } catch (CallFailed e) {
                LOG.infof("orphan left to the next check file=%s: %s", file, e.getMessage());
            }
        }
    }

    /** Properties before files: nobody is shown a link to a file that is gone. */
    void takeDown(String userPrincipalName, Present present, Ask ask) throws CallFailed, InterruptedException {
        if (present.pointing()) {
            Map<ProfileProperty, String> changed = timestamp();
            changed.put(ProfileProperty.PICTURE_URL, "");
            changed.put(ProfileProperty.PLACEHOLDER_STATE, PLACEHOLDER);
            profiles.write(userPrincipalName, changed, ask);
        }
        for (String file : present.files().names()) {
            library.delete(file, ask);
        }
        deleteOrphans(present, ask);
    }

    private Map<ProfileProperty, String> timestamp() {
        Map<ProfileProperty, String> changed = new EnumMap<>(ProfileProperty.class);
        changed.put(ProfileProperty.TIMESTAMP, PictureTimestamp.of(clock.instant()));
        return changed;
    }
}
