package io.photosync.sync;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.BaseNames;
import io.photosync.ledger.BaseNames.Claim;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.sharepoint.PhotoFiles;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What the ledger says of a user's picture, as far as it may be believed: what an attempt may have disturbed is not certain, and a
 * base name that is not the user's own is none of theirs, wherever it comes from.
 */
final class TrustedLedger {
    private static final Logger LOG = Logger.getLogger(TrustedLedger.class);

    private final Ledger ledger;
    private final BaseNames names;

    TrustedLedger(Ledger ledger) {
        this.ledger = ledger;
        this.names = new BaseNames(ledger.baseNames());
    }

    UserState of(Attempt attempt) {
        return ledger.of(attempt.task().userId());
    }

    /** What stands in SharePoint, unless somebody says that it does not and nobody has written it since they said so. */
    Optional<Settlement> certain(Attempt attempt) {
        Optional<Settlement> certain = of(attempt).target().confirmed();
        return attempt.task().insists()
                ? certain.filter(end -> end.state() == Settlement.State.SYNCED).filter(end -> end.at()
                        .isAfter(attempt.task().event().data().detectedAt()))
                : certain;
    }

    /** What stands unless the other attempt that ran beside it spoilt it: that is mended once, when the other one must be over. */
    Optional<Settlement> writtenOnceMore(Attempt attempt) {
        UserState userState = of(attempt);
        return userState
                .settled()
                .filter(end -> end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED)
                .filter(end -> Rechecks.comes(userState, attempt.task()));
    }

    /** The files that the ledger holds for the user, however the last attempt ended. */
    Optional<PhotoFiles> files(Attempt attempt, String userPrincipalName) {
        return of(attempt).target().fileBaseName().flatMap(base -> own(attempt, userPrincipalName, base));
    }

    /** The files of that base name, if it is the user's own. */
    Optional<PhotoFiles> own(Attempt attempt, String userPrincipalName, String baseName) {
        String user = attempt.task().userId();
        if (baseName.equalsIgnoreCase(user)) {
            return Optional.of(new PhotoFiles(baseName));
        }
        Set<String> userState = new HashSet<>(Set.of(userPrincipalName));
        userState.add(attempt.task().event().data().userPrincipalName());
        of(attempt).roster().map(RosterEntry::names).ifPresent(userState::addAll);
        Claim claim = names.claim(user, userState, baseName);
        if (claim == Claim.OWN) {
            return Optional.of(new PhotoFiles(baseName));
        }
        LOG.infof("base name left alone user=%s base=%s reason=%s", user, baseName, claim);
        return Optional.empty();
    }

    /** The files that are the user's whatever anybody says. */
    static PhotoFiles byId(Attempt attempt) {
        return new PhotoFiles(attempt.task().userId());
    }

    /**
     * Whether the profile of that name was the user's when this was settled, and still is: a name from before, or one that the user
     * got since, may lead to another's profile.
     */
    boolean knowsProfile(Attempt attempt, String userPrincipalName, Settlement settled) {
        Optional<RosterEntry> entry = of(attempt).roster();
        boolean renamedSince = entry.flatMap(RosterEntry::renamedAt)
                .filter(renamed -> !renamed.isBefore(settled.startedAt()))
                .isPresent();
        boolean present = entry.map(RosterEntry::userPrincipalName)
                .map(userPrincipalName::equalsIgnoreCase)
                .orElse(true);
        return present && !renamedSince;
    }
}
