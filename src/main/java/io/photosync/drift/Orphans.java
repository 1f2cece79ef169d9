package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Mode;
import io.photosync.ledger.ModeSettings;
import io.photosync.ledger.UserState;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.Profile;
import io.photosync.sharepoint.Profiles;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Deletes unused files of ours. Only files named by the object id of a user for whom we wrote files are ours;
 * SharePoint uses such names too, so the user's profile decides.
 */
@Singleton
final class Orphans {
    private static final Logger LOG = Logger.getLogger(Orphans.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PhotoLibrary library;
    private final Profiles profiles;
    private final Ledger ledger;
    private final UserNames userNames;
    private final Mode mode;
    private final Clock clock;

    /** Six parameters: an orphan is identified by the library, the profile and the ledger together. */
    Orphans(
            PhotoLibrary library,
            Profiles profiles,
            Ledger ledger,
            UserNames userNames,
            ModeSettings settings,
            Clock clock) {
        this.library = library;
        this.profiles = profiles;
        this.ledger = ledger;
        this.userNames = userNames;
        this.mode = settings.mode();
        this.clock = clock;
    }

    /**
     * @param userIds users with files under their id that we did not write last
     * @return number of users whose files are orphans; deleted, unless photo sync only observes
     */
    int delete(Collection<String> userIds) throws InterruptedException {
        int orphans = 0;
        for (String userId : userIds) {
            try {
                if (isOrphan(userId)) {
                    orphans++;
                    deleteFiles(userId);
                }
            } catch (MicrosoftCallException e) {
                LOG.infof("orphans skipped until the next check user=%s: %s", userId, e.getMessage());
            }
        }
        return orphans;
    }

    private boolean isOrphan(String userId) throws MicrosoftCallException, InterruptedException {
        UserState userState = ledger.of(userId);
        Optional<String> base = userState.target().fileBaseName();
        boolean here = userState.roster().flatMap(RosterEntry::goneSince).isEmpty();
        boolean elsewhere =
                userState.target().confirmed().filter(Orphans::shown).isPresent()
                        && base.filter(other -> !other.equalsIgnoreCase(userId)).isPresent();
        return ledger.follows() && here && elsewhere && profileUsesOthers(userId);
    }

    private static boolean shown(Settlement end) {
        return end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED;
    }

    private boolean profileUsesOthers(String userId) throws MicrosoftCallException, InterruptedException {
        Optional<String> name = userNames.of(userId);
        if (name.isEmpty()) {
            return false;
        }
        // A name may have been reassigned: another user's profile says nothing about this user's files.
        Optional<Profile> profile = profiles.read(name.get(), callContext())
                .filter(found -> found.owner(userId) == Profile.Owner.THIS_USER);
        if (profile.isEmpty()) {
            return false;
        }
        return library.filesOf(profile.get().pictureUrl(), callContext())
                .filter(used -> !used.baseName().equalsIgnoreCase(userId))
                .isPresent();
    }

    private void deleteFiles(String userId) throws MicrosoftCallException, InterruptedException {
        if (mode == Mode.OBSERVE) {
            LOG.infof("orphans kept, photo sync only observes user=%s", userId);
            return;
        }
        for (String file : new PhotoFiles(userId).names()) {
            library.delete(file, callContext());
        }
        LOG.infof("orphans deleted user=%s", userId);
    }

    private CallContext callContext() {
        return CallContext.within(Priority.BULK, PATIENCE, clock);
    }
}
