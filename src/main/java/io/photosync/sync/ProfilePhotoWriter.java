package io.photosync.sync;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.PhotoLibrary.Deletion;
import io.photosync.sharepoint.PictureTimestamp;
import io.photosync.sharepoint.Profile;
import io.photosync.sharepoint.ProfileProperty;
import io.photosync.sharepoint.ProfileRefusal;
import io.photosync.sharepoint.Profiles;
import io.photosync.thumbnail.Thumbnails;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A user's picture in SharePoint: three files on the my-site host, and the profile properties that point at them. The properties
 * are written all together, whatever the profile said before: SharePoint, tools and the user write them too.
 */
final class ProfilePhotoWriter {
    private static final Logger LOG = Logger.getLogger(ProfilePhotoWriter.class);
    /** SharePoint's word for "show the placeholder". */
    private static final String PLACEHOLDER = "1";

    private final Profiles profiles;
    private final PhotoLibrary library;
    private final TrustedLedger ledger;
    private final UserNameResolver name;
    private final PhotoPublication writer;
    private final Clock clock;

    ProfilePhotoWriter(
            Profiles profiles, PhotoLibrary library, TrustedLedger ledger, UserNameResolver name, Clock clock) {
        this.profiles = profiles;
        this.library = library;
        this.ledger = ledger;
        this.name = name;
        this.writer = new PhotoPublication(profiles, library, clock);
        this.clock = clock;
    }

    /**
     * The user's files.
     *
     * @param files those that are in use, or will be
     * @param orphans files of the user's that nothing uses any more
     */
    record Present(PhotoFiles files, Optional<PhotoFiles> orphans) {}

    /**
     * From the ledger where it is certain, else from the profile in one request. To write a profile unread, its name must be the
     * user's beyond doubt.
     *
     * @return nothing where the user has no profile of that name
     */
    Optional<Present> present(Attempt attempt, String userPrincipalName)
            throws MicrosoftCallException, InterruptedException {
        Optional<PhotoFiles> settled = ledger.certain(attempt)
                .filter(end -> ledger.knowsProfile(attempt, userPrincipalName, end))
                .flatMap(Settlement::fileBaseName)
                .flatMap(base -> ledger.own(attempt, userPrincipalName, base));
        if (settled.isPresent() && name.isFresh(userPrincipalName, attempt)) {
            return settled.map(files -> new Present(files, Optional.empty()));
        }
        Optional<Profile> profile = profiles.read(userPrincipalName, attempt.ask());
        return profile.isPresent() && isTheirs(profile.get(), attempt, userPrincipalName)
                ? Optional.of(read(profile.get(), attempt, userPrincipalName))
                : Optional.empty();
    }

    private boolean isTheirs(Profile profile, Attempt attempt, String userPrincipalName)
            throws MicrosoftCallException, InterruptedException {
        String user = attempt.task().userId();
        return switch (profile.owner(user)) {
            case THIS_USER -> true;
            // Then its name alone says whose it is.
            case UNSAID -> name.isNow(userPrincipalName, attempt);
            case ANOTHER_USER -> {
                LOG.warnf(
                        "profile left alone user=%s: it is that of %s",
                        user, profile.objectId().orElse("-"));
                yield false;
            }
        };
    }

    private Present read(Profile profile, Attempt attempt, String userPrincipalName)
            throws MicrosoftCallException, InterruptedException {
        Optional<PhotoFiles> pointed = library.filesOf(profile.pictureUrl(), attempt.ask())
                .flatMap(files -> ledger.own(attempt, userPrincipalName, files.baseName()));
        Optional<PhotoFiles> settled = ledger.files(attempt, userPrincipalName);
        PhotoFiles used = pointed.or(() -> settled).orElseGet(() -> TrustedLedger.byId(attempt));
        return new Present(used, settled.filter(earlier -> !earlier.baseName().equalsIgnoreCase(used.baseName())));
    }

    /** @return what SharePoint says of the files */
    WrittenFiles show(String userPrincipalName, Present present, Thumbnails thumbnails, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        WrittenFiles written = writer.write(userPrincipalName, present.files(), thumbnails, callContext);
        deleteOrphans(present, callContext);
        return written;
    }

    /** The picture stands. What cannot be deleted now is found by the next check of the library. */
    private void deleteOrphans(Present present, CallContext callContext) throws InterruptedException {
        for (String file : present.orphans().map(PhotoFiles::names).orElse(List.of())) {
            try {
                library.delete(file, callContext);
                LOG.infof("orphan deleted file=%s", file);
            } catch (MicrosoftCallException e) {
                LOG.infof("orphan left to the next check file=%s: %s", file, e.getMessage());
            }
        }
    }

    /**
     * The profile shows the placeholder from now on. An empty URL is refused in some tenants: the placeholder stands before it in
     * the request, and where the request was refused as a whole, it is written alone.
     */
    void hide(String userPrincipalName, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        Map<ProfileProperty, String> hidden = new LinkedHashMap<>();
        hidden.put(ProfileProperty.PLACEHOLDER_STATE, PLACEHOLDER);
        hidden.put(ProfileProperty.TIMESTAMP, PictureTimestamp.of(clock.instant()));
        hidden.put(ProfileProperty.PICTURE_URL, "");
        try {
            profiles.write(userPrincipalName, hidden, callContext);
        } catch (MicrosoftCallException refused) {
            if (!maybeForTheUrl(refused.failure())) {
                throw refused;
            }
            hidden.remove(ProfileProperty.PICTURE_URL);
            // If this fails too, the URL was not to blame, and this failure says what is.
            profiles.write(userPrincipalName, hidden, callContext);
            if (mayHavePassed(refused.failure()) && emptied(userPrincipalName, callContext)) {
                return;
            }
            LOG.infof(
                    "empty picture url refused, placeholder shown account=%s: %s",
                    userPrincipalName, refused.failure());
        }
    }

    /** A server's error may have been of that moment. */
    private static boolean mayHavePassed(Failure failure) {
        return failure.kind() == Failure.Kind.SERVER_ERROR;
    }

    /** The placeholder is shown already; the URL alone, once more. */
    private boolean emptied(String userPrincipalName, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        try {
            profiles.write(userPrincipalName, Map.of(ProfileProperty.PICTURE_URL, ""), callContext);
            return true;
        } catch (MicrosoftCallException again) {
            if (!maybeForTheUrl(again.failure())) {
                throw again;
            }
            return false;
        }
    }

    private static boolean maybeForTheUrl(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, SERVER_ERROR, FORBIDDEN, UNREADABLE ->
                failure.reach() != Failure.Reach.EVERYBODY
                        && !failure.code().equals(ProfileRefusal.PROFILE_NOT_FOUND)
                        && !failure.code().equals(ProfileRefusal.PROPERTY_NOT_EDITABLE);
            case THROTTLED, USER_THROTTLED, UNREACHABLE, UNAUTHORIZED -> false;
        };
    }

    /**
     * What became of files that were to be deleted.
     *
     * @param deleted how many there were
     * @param kept those that SharePoint does not let go
     * @param refusal its word for the last of them
     */
    record Deleted(int deleted, List<String> kept, Optional<Failure> refusal) {}

    /**
     * Deletes all files of the user's: those named by their object id, and those of the base names that are theirs. A file that
     * SharePoint keeps does not keep the others.
     */
    Deleted delete(Attempt attempt, List<PhotoFiles> theirs) throws MicrosoftCallException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(theirs.stream(), Stream.of(TrustedLedger.byId(attempt)))
                .forEach(files -> names.addAll(files.names()));
        int deleted = 0;
        List<String> kept = new ArrayList<>();
        Optional<Failure> refusal = Optional.empty();
        for (String file : names) {
            try {
                deleted += library.delete(file, attempt.ask()) == Deletion.DELETED ? 1 : 0;
            } catch (MicrosoftCallException e) {
                if (!keeps(e.failure())) {
                    throw e;
                }
                kept.add(file);
                refusal = Optional.of(e.failure());
            }
        }
        return new Deleted(deleted, List.copyOf(kept), refusal);
    }

    /** A refusal of this file: retention and records answer 403, 423 or another 4xx. What may pass by itself is none. */
    private static boolean keeps(Failure failure) {
        return switch (failure.kind()) {
            case FORBIDDEN, REFUSED -> failure.reach() != Failure.Reach.EVERYBODY;
            case SERVER_ERROR -> failure.status() == 423;
            case THROTTLED, USER_THROTTLED, UNREACHABLE, UNAUTHORIZED, UNREADABLE -> false;
        };
    }
}
