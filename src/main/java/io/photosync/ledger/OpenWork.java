package io.photosync.ledger;

import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.Settlement;
import io.photosync.ledger.Difference.Reason;
import java.time.Instant;
import java.util.Optional;

/** Work on a user that has begun and not ended: while there is any, SharePoint may not show Exchange's photo. */
final class OpenWork {
    private OpenWork() {}

    static Optional<Difference> difference(UserState userState) {
        Optional<PendingRetry> retry =
                userState.failing().filter(failing -> failing.recheck().isEmpty());
        return retry.map(OpenWork::retrying)
                .or(() -> writing(userState))
                .or(() -> queued(userState))
                .or(() -> userState.letter().map(OpenWork::givenUp));
    }

    private static Difference retrying(PendingRetry retry) {
        return Difference.of(
                        Reason.RETRYING,
                        "again at %s: %s".formatted(retry.dueAt(), retry.note().detail()))
                .code(retry.note().code().name())
                .since(retry.note().firstAt());
    }

    /** An event given up since then is no longer being written, however that attempt ended. */
    private static Optional<Difference> writing(UserState userState) {
        return userState
                .target()
                .writing()
                .filter(attempt -> !givenUpSince(userState, attempt))
                .map(attempt -> Difference.of(Reason.WRITING, "attempt %s".formatted(attempt.attemptId()))
                        .since(attempt.startedAt()));
    }

    private static boolean givenUpSince(UserState userState, Settlement attempt) {
        return userState
                .letter()
                .filter(open -> open.note().lastAt().isAfter(attempt.startedAt()))
                .isPresent();
    }

    private static Optional<Difference> queued(UserState userState) {
        return userState
                .onItsWay(Instant.MIN)
                .filter(event -> !repeats(event, userState))
                .map(OpenWork::queued);
    }

    /** A forced sync of a photo that is already settled does not contradict it. */
    private static boolean repeats(PhotoEvent event, UserState userState) {
        return event.data().cause() != Cause.REPAIR
                && !event.removal()
                && userState
                        .settled()
                        .filter(end -> isWritten(end)
                                && end.mediaEtag().equals(event.data().mediaEtag()))
                        .isPresent();
    }

    private static boolean isWritten(Settlement end) {
        return end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED;
    }

    private static Difference queued(PhotoEvent event) {
        Cause cause = event.data().cause();
        Reason reason =
                cause == Cause.REPAIR ? Reason.DRIFTED : event.removal() ? Reason.REMOVAL_PENDING : Reason.ON_ITS_WAY;
        return Difference.of(reason, "event %s".formatted(event.id()))
                .code(cause.name())
                .since(event.data().detectedAt());
    }

    private static Difference givenUp(DeadLetterRecord letter) {
        return Difference.of(Reason.DEAD_LETTERED, letter.note().detail())
                .code(letter.note().code().name())
                .since(letter.note().lastAt());
    }
}
