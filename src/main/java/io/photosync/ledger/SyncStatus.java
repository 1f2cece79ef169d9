package io.photosync.ledger;

import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
import io.photosync.ledger.Difference.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

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
        Optional<Difference> open = open(userState);
        if (open.isPresent()) {
            return new OutOfSync(open.get());
        }
        Optional<Why> skipped = skippedFor(userState);
        if (skipped.isPresent()) {
            return new NotManaged(skipped.get());
        }
        return settled(userState).<SyncStatus>map(OutOfSync::new).orElseGet(InSync::new);
    }

    /**
     * Status of a user whose files may be another user's as well.
     *
     * @param sharer the other user
     */
    static SyncStatus of(UserState userState, Optional<String> sharer) {
        SyncStatus syncStatus = of(userState);
        return sharer.filter(other -> overruled(syncStatus))
                .<SyncStatus>map(other -> new OutOfSync(new Difference(
                        Reason.SHARED_FILES,
                        Optional.empty(),
                        "files %s are also used by %s"
                                .formatted(userState.target().fileBaseName().orElse(""), other),
                        userState.settled().map(Settlement::at))))
                .orElse(syncStatus);
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

    /** Work that has begun and not ended. */
    private static Optional<Difference> open(UserState userState) {
        if (userState.failing().filter(retry -> retry.recheck().isEmpty()).isPresent()) {
            PendingRetry retry = userState.failing().get();
            return Optional.of(new Difference(
                    Reason.RETRYING,
                    Optional.of(retry.note().code().name()),
                    "again at %s: %s".formatted(retry.dueAt(), retry.note().detail()),
                    Optional.of(retry.note().firstAt())));
        }
        // An event given up since then is no longer being written, however that attempt ended.
        Optional<Settlement> writing =
                userState.target().writing().filter(attempt -> !givenUpSince(userState, attempt));
        if (writing.isPresent()) {
            Settlement attempt = writing.get();
            return Optional.of(new Difference(
                    Reason.WRITING,
                    Optional.empty(),
                    "attempt %s".formatted(attempt.attemptId()),
                    Optional.of(attempt.startedAt())));
        }
        return userState
                .onItsWay(Instant.MIN)
                .filter(event -> !repeats(event, userState))
                .map(SyncStatus::pending)
                .or(() -> userState.letter().map(SyncStatus::givenUp));
    }

    private static boolean givenUpSince(UserState userState, Settlement attempt) {
        return userState
                .letter()
                .filter(open -> open.note().lastAt().isAfter(attempt.startedAt()))
                .isPresent();
    }

    /** A forced sync of a photo that is already settled does not contradict it. */
    private static boolean repeats(PhotoEvent event, UserState userState) {
        return event.data().cause() != Cause.REPAIR
                && !event.removal()
                && userState
                        .settled()
                        .filter(end -> written(end)
                                && end.mediaEtag().equals(event.data().mediaEtag()))
                        .isPresent();
    }

    private static Difference pending(PhotoEvent event) {
        Cause cause = event.data().cause();
        Reason reason =
                cause == Cause.REPAIR ? Reason.DRIFTED : event.removal() ? Reason.REMOVAL_PENDING : Reason.ON_ITS_WAY;
        return new Difference(
                reason,
                Optional.of(cause.name()),
                "event %s".formatted(event.id()),
                Optional.of(event.data().detectedAt()));
    }

    private static Difference givenUp(DeadLetterRecord letter) {
        return new Difference(
                Reason.DEAD_LETTERED,
                Optional.of(letter.note().code().name()),
                letter.note().detail(),
                Optional.of(letter.note().lastAt()));
    }

    private static Optional<Difference> settled(UserState userState) {
        Optional<String> seen = userState.roster().flatMap(RosterEntry::mediaEtag);
        if (userState.settled().isEmpty()) {
            return seen.map(etag -> new Difference(Reason.NOT_YET, Optional.empty(), "never synced", Optional.empty()));
        }
        Settlement end = userState.settled().get();
        // A settlement younger than the sweep's observation is the newer information about Exchange.
        boolean newer = userState
                .roster()
                .flatMap(RosterEntry::seenAt)
                .map(end.at()::isAfter)
                .orElse(true);
        return switch (end.state()) {
            case SYNCED, UNCHANGED -> newer || end.mediaEtag().equals(seen) ? Optional.empty() : behind(end, seen);
            case REMOVED ->
                newer || seen.isEmpty() ? filesKept(userState, end) : seen.map(etag -> notYet(end, "removed before"));
            case SKIPPED -> skipped(userState, end, seen);
            case DISCARDED ->
                userState.roster().isPresent() && !end.mediaEtag().equals(seen) && !newer
                        ? behind(end, seen)
                        : Optional.of(new Difference(
                                Reason.DISCARDED, Optional.empty(), end.reason().orElse(""), Optional.of(end.at())));
            case DEAD_LETTERED -> Optional.of(plain(Reason.NOT_YET, end));
            case WRITING -> Optional.empty(); // Never the last settlement.
        };
    }

    private static Optional<Difference> filesKept(UserState userState, Settlement end) {
        return Optional.of(end)
                .filter(Settlement::filesKept)
                .map(kept -> new Difference(
                        Reason.FILES_KEPT,
                        kept.reason(),
                        userState
                                .retry()
                                .map(retry -> retry.note().detail())
                                .orElse("files " + kept.fileBaseName().orElse("")),
                        Optional.of(kept.at())));
    }

    private static Optional<Difference> skipped(UserState userState, Settlement end, Optional<String> seen) {
        boolean shown = userState.target().fileBaseName().isPresent();
        if (userState.roster().isPresent() && seen.isEmpty() && !shown) {
            return Optional.empty();
        }
        Optional<SkipReason> skipReason = end.skipReason();
        if (skipReason.isEmpty()) {
            return Optional.of(plain(Reason.NOT_YET, end));
        }
        return switch (skipReason.get()) {
            case STALE_PICTURE -> Optional.of(plain(seen.isPresent() ? Reason.NOT_YET : Reason.STALE_PICTURE, end));
            case OBSERVE_ONLY -> Optional.of(observed(userState, end));
            case MASS_CHANGE_HELD -> Optional.of(plain(Reason.MASS_CHANGE_HELD, end));
            case NO_PHOTO ->
                seen.isPresent()
                        ? Optional.of(plain(Reason.NOT_YET, end))
                        : Optional.of(plain(Reason.REMOVAL_PENDING, end)).filter(pending -> shown);
            case GUEST, NO_MAILBOX, USER_GONE, OUT_OF_SCOPE -> Optional.of(plain(Reason.NOT_YET, end));
        };
    }

    private static Difference observed(UserState userState, Settlement end) {
        boolean drifted = Stream.of(userState.live(), userState.bulk())
                .flatMap(Optional::stream)
                .anyMatch(event ->
                        event.id().equals(end.eventId()) && event.data().cause() == Cause.REPAIR);
        String would = end.mediaEtag().isPresent() ? "would be written" : "would be taken down";
        return drifted
                ? new Difference(Reason.DRIFTED, end.reason(), would, Optional.of(end.at()))
                : new Difference(Reason.OBSERVE_ONLY, end.reason(), would, Optional.of(end.at()));
    }

    private static Optional<Difference> behind(Settlement end, Optional<String> seen) {
        return seen.isPresent()
                ? Optional.of(notYet(end, "another photo was seen"))
                : Optional.of(new Difference(
                        Reason.REMOVAL_PENDING, Optional.empty(), "no photo was seen", Optional.of(end.at())));
    }

    private static Difference notYet(Settlement end, String detail) {
        return new Difference(Reason.NOT_YET, Optional.empty(), detail, Optional.of(end.at()));
    }

    private static Difference plain(Reason reason, Settlement end) {
        return new Difference(reason, end.reason(), reason.description(), Optional.of(end.at()));
    }

    private static boolean written(Settlement end) {
        return end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED;
    }
}
