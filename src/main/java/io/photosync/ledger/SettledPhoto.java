package io.photosync.ledger;

import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
import io.photosync.ledger.Difference.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares a user's last settlement with the photo that the sweep saw last. */
final class SettledPhoto {
    private SettledPhoto() {}

    static Optional<Difference> difference(UserState userState) {
        Optional<String> seen = userState.roster().flatMap(RosterEntry::mediaEtag);
        if (userState.settled().isEmpty()) {
            return seen.map(etag -> Difference.of(Reason.NOT_YET, "never synced"));
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
                        : Optional.of(discarded(end));
            case DEAD_LETTERED -> Optional.of(plain(Reason.NOT_YET, end));
            case WRITING -> Optional.empty(); // Never the last settlement.
        };
    }

    private static Optional<Difference> behind(Settlement end, Optional<String> seen) {
        return Optional.of(
                seen.isPresent()
                        ? notYet(end, "another photo was seen")
                        : Difference.of(Reason.REMOVAL_PENDING, "no photo was seen")
                                .since(end.at()));
    }

    private static Difference notYet(Settlement end, String detail) {
        return Difference.of(Reason.NOT_YET, detail).since(end.at());
    }

    private static Difference discarded(Settlement end) {
        return Difference.of(Reason.DISCARDED, end.reason().orElse("")).since(end.at());
    }

    /** With the settlement's reason as the code, and the reason's description as the detail. */
    private static Difference plain(Reason reason, Settlement end) {
        return Difference.of(reason, reason.description()).code(end.reason()).since(end.at());
    }

    private static Optional<Difference> filesKept(UserState userState, Settlement end) {
        if (!end.filesKept()) {
            return Optional.empty();
        }
        String detail = userState
                .retry()
                .map(retry -> retry.note().detail())
                .orElse("files " + end.fileBaseName().orElse(""));
        return Optional.of(
                Difference.of(Reason.FILES_KEPT, detail).code(end.reason()).since(end.at()));
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
        return Difference.of(drifted ? Reason.DRIFTED : Reason.OBSERVE_ONLY, would)
                .code(end.reason())
                .since(end.at());
    }
}
