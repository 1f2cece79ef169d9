package io.photosync.sync;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.BaseNames;
import io.photosync.ledger.BaseNames.Claim;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.sharepoint.PhotoFiles;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What the ledger says of a user's photo in SharePoint, as far as it can be relied on: what an unfinished attempt may
 * have changed is not confirmed, and a base name that is not the user's own is not used, wherever it comes from.
 */
@Singleton
final class TrustedLedger {
    private static final Logger LOG = Logger.getLogger(TrustedLedger.class);
    private static final Duration JUST_NOW = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final BaseNames names;

    TrustedLedger(Ledger ledger) {
        this.ledger = ledger;
        this.names = new BaseNames(ledger.baseNames());
    }

    UserState of(Attempt attempt) {
        return ledger.of(attempt.task().userId());
    }

    /**
     * What SharePoint holds; for a forced event only what was written because of it, or by an attempt that was in flight
     * when it came. Its time alone says nothing: the clock of the replica that an operator asked, or of a leader, may be
     * behind the one that dated the last write.
     */
    Optional<Settlement> confirmed(Attempt attempt) {
        Optional<Settlement> confirmed = of(attempt).target().confirmed();
        Task task = attempt.task();
        return task.forced()
                ? confirmed
                        .filter(end -> end.state() == Settlement.State.SYNCED)
                        .filter(end -> end.eventId().equals(task.event().id()) || wasInFlight(end, attempt))
                : confirmed;
    }

    /** By the clock of this process: a forced event that waits for a user's attempt is next. */
    private static boolean wasInFlight(Settlement end, Attempt attempt) {
        return end.instance().equals(attempt.instance())
                && end.at().isAfter(attempt.task().event().data().detectedAt())
                && end.at().plus(JUST_NOW).isAfter(attempt.startedAt());
    }

    /** What SharePoint holds of a photo whose removal was refused. A forced event is written whatever it holds. */
    Optional<Settlement> kept(Attempt attempt) {
        return attempt.task().forced() ? Optional.empty() : of(attempt).target().kept();
    }

    /**
     * What SharePoint holds unless an overlapping attempt overwrote it: it is written once more when that attempt must
     * be over.
     */
    Optional<Settlement> writtenOnceMore(Attempt attempt) {
        UserState userState = of(attempt);
        return userState
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED)
                .filter(end -> Rechecks.comes(userState, attempt.task()));
    }

    /** The user's files by the ledger, whatever the outcome of the last attempt. */
    Optional<PhotoFiles> recordedFiles(Attempt attempt) {
        return recordedFiles(attempt, attempt.task().event().data().userPrincipalName());
    }

    /** The same for a user who has that name now. */
    Optional<PhotoFiles> recordedFiles(Attempt attempt, String userPrincipalName) {
        return of(attempt).target().fileBaseName().flatMap(base -> own(attempt, userPrincipalName, base));
    }

    /** The files of that base name, if it is the user's own. */
    Optional<PhotoFiles> own(Attempt attempt, String userPrincipalName, String baseName) {
        String user = attempt.task().userId();
        if (baseName.equalsIgnoreCase(user)) {
            return Optional.of(new PhotoFiles(baseName));
        }
        Set<String> userNames = new HashSet<>(Set.of(userPrincipalName));
        userNames.add(attempt.task().event().data().userPrincipalName());
        of(attempt).roster().map(RosterEntry::names).ifPresent(userNames::addAll);
        Claim claim = names.claim(user, userNames, baseName);
        if (claim == Claim.OWN) {
            return Optional.of(new PhotoFiles(baseName));
        }
        LOG.infof("base name of another user ignored user=%s base=%s reason=%s", user, baseName, claim);
        return Optional.empty();
    }

    /** The files named by the user's id: no other user can have them. */
    static PhotoFiles byId(Attempt attempt) {
        return new PhotoFiles(attempt.task().userId());
    }

    /** Whether the profile of that name was found to be the user's by that settlement, and still is. */
    boolean knowsProfile(Attempt attempt, String userPrincipalName, Settlement settled) {
        return knownProfile(attempt, settled)
                .filter(userPrincipalName::equalsIgnoreCase)
                .isPresent();
    }

    /**
     * The name of the profile by which that settlement shows the user's photo, if it is the user's still: a former name,
     * and one that the user has again, may lead to another user's profile.
     */
    Optional<String> knownProfile(Attempt attempt, Settlement settled) {
        Optional<RosterEntry> entry = of(attempt).roster();
        boolean renamedSince = entry.flatMap(RosterEntry::renamedAt)
                .filter(renamed -> !renamed.isBefore(settled.startedAt()))
                .isPresent();
        return settled.profile().filter(name -> !renamedSince).filter(name -> entry.map(RosterEntry::userPrincipalName)
                .map(name::equalsIgnoreCase)
                .orElse(true));
    }
}
