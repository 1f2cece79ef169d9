package io.photosync.ledger;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.Difference.Reason;
import java.util.Optional;

/** Whether a user's photo in SharePoint is Exchange's. */
public sealed interface SyncStatus {

    /** The same photo, or none in both. */
    record InSync() implements SyncStatus {}

    /** Not the same photo, or not known to be. */
    record OutOfSync(Difference difference) implements SyncStatus {}

    /** A user whom photo sync does not manage. */
    record NotManaged(Why why) implements SyncStatus {}

    /** Why a user is not managed. */
    enum Why {
        GUEST,
        OUT_OF_SCOPE,
        NO_MAILBOX,
        GONE
    }

    /**
     * Derived from what the sweep last saw in Exchange, the last settlement, and open work. ETags of the sweep and of
     * settled records are comparable.
     */
    static SyncStatus of(UserState userState) {
        Optional<Why> unmanaged = userState.roster().flatMap(SyncStatus::unmanagedReason);
        if (unmanaged.isPresent()) {
            return new NotManaged(unmanaged.get());
        }
        Optional<Difference> open = OpenWork.difference(userState);
        if (open.isPresent()) {
            return new OutOfSync(open.get());
        }
        Optional<Why> skipped = skippedFor(userState);
        if (skipped.isPresent()) {
            return new NotManaged(skipped.get());
        }
        return SettledPhoto.difference(userState)
                .<SyncStatus>map(OutOfSync::new)
                .orElseGet(InSync::new);
    }

    /**
     * Status of a user whose files may be another user's as well.
     *
     * @param sharer the other user
     */
    static SyncStatus of(UserState userState, Optional<String> sharer) {
        SyncStatus syncStatus = of(userState);
        return sharer.filter(other -> overruled(syncStatus))
                .<SyncStatus>map(other -> new OutOfSync(sharedFiles(userState, other)))
                .orElse(syncStatus);
    }

    private static Difference sharedFiles(UserState userState, String sharer) {
        String base = userState.target().fileBaseName().orElse("");
        Difference shared = Difference.of(Reason.SHARED_FILES, "files %s are also used by %s".formatted(base, sharer));
        return userState.settled().map(end -> shared.since(end.at())).orElse(shared);
    }

    /**
     * Whether shared files are the more precise reason: a pending repair has them as its cause; other differences keep
     * their own reason.
     */
    private static boolean overruled(SyncStatus syncStatus) {
        return switch (syncStatus) {
            case InSync() -> true;
            case OutOfSync(Difference difference) -> difference.reason() == Reason.DRIFTED;
            case NotManaged(Why why) -> false;
        };
    }

    private static Optional<Why> unmanagedReason(RosterEntry entry) {
        if (entry.guest()) {
            return Optional.of(Why.GUEST);
        }
        if (entry.goneSince().isPresent()) {
            return Optional.of(Why.GONE);
        }
        if (!entry.inScope()) {
            return Optional.of(Why.OUT_OF_SCOPE);
        }
        return entry.mailbox() ? Optional.empty() : Optional.of(Why.NO_MAILBOX);
    }

    /** Reason of the last attempt's skip; the roster, if it knows the user, may be newer. */
    private static Optional<Why> skippedFor(UserState userState) {
        boolean listed = userState.roster().isPresent();
        boolean seen = userState.roster().flatMap(RosterEntry::mediaEtag).isPresent();
        return userState.settled().flatMap(Settlement::skipReason).flatMap(reason -> switch (reason) {
            case GUEST -> Optional.of(Why.GUEST).filter(why -> !listed);
            case NO_MAILBOX -> Optional.of(Why.NO_MAILBOX).filter(why -> !seen);
            case USER_GONE -> Optional.of(Why.GONE).filter(why -> !listed);
            case OUT_OF_SCOPE -> Optional.of(Why.OUT_OF_SCOPE).filter(why -> !listed);
            case OBSERVE_ONLY, NO_PHOTO, MASS_CHANGE_HELD, STALE_PICTURE -> Optional.empty();
        });
    }
}
