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
import jakarta.inject.Singleton;
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
 * A user's photo in SharePoint: three files on the my-site host, and the profile properties that refer to them. The
 * properties are written whatever the profile had before, since SharePoint, tools and the user write them too: all
 * four with a photo; without one all but Exchange's sync state, and not the URL where SharePoint refuses an empty one.
 */
@Singleton
final class ProfilePhotoWriter {
    private static final Logger LOG = Logger.getLogger(ProfilePhotoWriter.class);

    private final Profiles profiles;
    private final PhotoLibrary library;
    private final TrustedLedger ledger;
    private final UserNameResolver names;
    private final PhotoPublication publication;
    private final Clock clock;

    ProfilePhotoWriter(
            Profiles profiles, PhotoLibrary library, TrustedLedger ledger, UserNameResolver names, Clock clock) {
        this.profiles = profiles;
        this.library = library;
        this.ledger = ledger;
        this.names = names;
        this.publication = new PhotoPublication(profiles, library, clock);
        this.clock = clock;
    }

    /**
     * From the ledger if it is certain, else from the profile by one request. A profile is written unread only if its
     * name is certainly the user's.
     *
     * @return empty if the user has no profile of that name
     */
    Optional<ProfilePhotoState> state(Attempt attempt, String userPrincipalName)
            throws MicrosoftCallException, InterruptedException {
        Optional<PhotoFiles> settled = ledger.confirmed(attempt)
                .filter(end -> ledger.knowsProfile(attempt, userPrincipalName, end))
                .flatMap(Settlement::fileBaseName)
                .flatMap(base -> ledger.own(attempt, userPrincipalName, base));
        if (settled.isPresent() && names.isFresh(userPrincipalName, attempt)) {
            return settled.map(files -> new ProfilePhotoState(files, Optional.empty()));
        }
        Optional<Profile> profile = profiles.read(userPrincipalName, attempt.callContext());
        return profile.isPresent() && isOwn(profile.get(), attempt, userPrincipalName)
                ? Optional.of(filesOf(profile.get(), attempt, userPrincipalName))
                : Optional.empty();
    }

    private boolean isOwn(Profile profile, Attempt attempt, String userPrincipalName)
            throws MicrosoftCallException, InterruptedException {
        String user = attempt.task().userId();
        return switch (profile.owner(user)) {
            case THIS_USER -> true;
            // Then only its name tells which user it belongs to.
            case UNSAID -> names.isNow(userPrincipalName, attempt);
            case ANOTHER_USER -> {
                LOG.warnf(
                        "profile of another user not written user=%s owner=%s",
                        user, profile.objectId().orElse("-"));
                yield false;
            }
        };
    }

    private ProfilePhotoState filesOf(Profile profile, Attempt attempt, String userPrincipalName)
            throws MicrosoftCallException, InterruptedException {
        Optional<PhotoFiles> pointed = library.filesOf(profile.pictureUrl(), attempt.callContext())
                .flatMap(files -> ledger.own(attempt, userPrincipalName, files.baseName()));
        Optional<PhotoFiles> settled = ledger.recordedFiles(attempt, userPrincipalName);
        PhotoFiles used = pointed.or(() -> settled).orElseGet(() -> TrustedLedger.byId(attempt));
        return new ProfilePhotoState(
                used, settled.filter(earlier -> !earlier.baseName().equalsIgnoreCase(used.baseName())));
    }

    /** @return what SharePoint reports about the files */
    WrittenFiles show(String userPrincipalName, ProfilePhotoState state, Thumbnails thumbnails, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        WrittenFiles written = publication.write(userPrincipalName, state.files(), thumbnails, callContext);
        deleteOrphans(state, callContext);
        return written;
    }

    /** The photo is written. Files that cannot be deleted now are found by the next library check. */
    private void deleteOrphans(ProfilePhotoState state, CallContext callContext) throws InterruptedException {
        for (String file : state.orphans().map(PhotoFiles::names).orElse(List.of())) {
            try {
                library.delete(file, callContext);
                LOG.infof("orphan deleted file=%s", file);
            } catch (MicrosoftCallException e) {
                LOG.infof("orphan not deleted, the next library check retries it file=%s: %s", file, e.getMessage());
            }
        }
    }

    /**
     * Makes the profile show the placeholder. Some tenants refuse an empty URL: the placeholder comes before it in the
     * request, and if the whole request was refused, it is written alone.
     */
    void hide(String userPrincipalName, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        Map<ProfileProperty, String> hidden = new LinkedHashMap<>();
        hidden.put(ProfileProperty.PLACEHOLDER_STATE, ProfileProperty.PLACEHOLDER_SHOWN);
        hidden.put(ProfileProperty.TIMESTAMP, PictureTimestamp.of(clock.instant()));
        hidden.put(ProfileProperty.PICTURE_URL, "");
        try {
            profiles.write(userPrincipalName, hidden, callContext);
        } catch (MicrosoftCallException refused) {
            if (!maybeBecauseOfUrl(refused.failure())) {
                throw refused;
            }
            hidden.remove(ProfileProperty.PICTURE_URL);
            // If this fails too, the URL was not the cause, and this failure names it.
            profiles.write(userPrincipalName, hidden, callContext);
            if (mayBeTransient(refused.failure()) && urlEmptied(userPrincipalName, callContext)) {
                return;
            }
            LOG.infof(
                    "empty picture url refused, placeholder shown account=%s: %s",
                    userPrincipalName, refused.failure());
        }
    }

    private static boolean mayBeTransient(Failure failure) {
        return failure.kind() == Failure.Kind.SERVER_ERROR;
    }

    /** Writes the empty URL alone; the placeholder is shown already. */
    private boolean urlEmptied(String userPrincipalName, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        try {
            profiles.write(userPrincipalName, Map.of(ProfileProperty.PICTURE_URL, ""), callContext);
            return true;
        } catch (MicrosoftCallException again) {
            if (!maybeBecauseOfUrl(again.failure())) {
                throw again;
            }
            return false;
        }
    }

    private static boolean maybeBecauseOfUrl(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, SERVER_ERROR, FORBIDDEN, UNREADABLE ->
                failure.reach() != Failure.Reach.ALL_USERS
                        && !failure.code().equals(ProfileRefusal.PROFILE_NOT_FOUND)
                        && !failure.code().equals(ProfileRefusal.PROPERTY_NOT_EDITABLE);
            case THROTTLED, USER_THROTTLED, UNREACHABLE, UNAUTHORIZED -> false;
        };
    }

    /**
     * The result of a deletion.
     *
     * @param deleted how many files existed
     * @param kept files that SharePoint refused to delete
     * @param refusal its answer to the last of them
     */
    record Deleted(int deleted, List<String> kept, Optional<Failure> refusal) {}

    /**
     * Deletes all files of the user: those named by the object id, and those given. A refusal for one file does not
     * stop the others.
     */
    Deleted delete(Attempt attempt, List<PhotoFiles> own) throws MicrosoftCallException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(own.stream(), Stream.of(TrustedLedger.byId(attempt)))
                .forEach(files -> names.addAll(files.names()));
        int deleted = 0;
        List<String> kept = new ArrayList<>();
        Optional<Failure> refusal = Optional.empty();
        for (String file : names) {
            try {
                deleted += library.delete(file, attempt.callContext()) == Deletion.DELETED ? 1 : 0;
            } catch (MicrosoftCallException e) {
                if (!isForTheFile(e.failure())) {
                    throw e;
                }
                kept.add(file);
                refusal = Optional.of(e.failure());
            }
        }
        return new Deleted(deleted, List.copyOf(kept), refusal);
    }

    /**
     * Retention and records management refuse a file with 403, 423 or another 4xx. A failure that may be transient is
     * no refusal.
     */
    private static boolean isForTheFile(Failure failure) {
        return switch (failure.kind()) {
            case FORBIDDEN, REFUSED -> failure.reach() != Failure.Reach.ALL_USERS;
            case SERVER_ERROR -> failure.status() == 423;
            case THROTTLED, USER_THROTTLED, UNREACHABLE, UNAUTHORIZED, UNREADABLE -> false;
        };
    }
}
