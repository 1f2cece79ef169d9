package io.photosync.ops.console;

import io.photosync.event.FailureCode;
import io.photosync.event.FailureCode.Actor;
import io.photosync.ledger.Difference;
import io.photosync.ledger.SyncStatus;
import io.photosync.ledger.UserState;
import java.util.Optional;

/**
 * One user's sync status in one sentence, and who has to act.
 *
 * @param kind and {@code shape} as in the styles
 * @param who has to act, in words
 * @param runbook page that explains the failure
 */
record SyncStatusText(String kind, String shape, String word, String text, String who, Optional<String> runbook) {

    static SyncStatusText of(SyncStatus status, UserState state) {
        return switch (status) {
            case SyncStatus.InSync() ->
                new SyncStatusText(
                        "ok",
                        "ok",
                        "In step",
                        state.settled().isEmpty() && state.roster().isEmpty()
                                ? "Photo sync has never seen a photo of this user."
                                : "SharePoint has what Exchange has.",
                        "Nobody has to act.",
                        Optional.empty());
            case SyncStatus.NotManaged(SyncStatus.Why why) ->
                new SyncStatusText(
                        "idle", "none", "Left alone", leftAlone(why), "Nobody has to act.", Optional.empty());
            case SyncStatus.OutOfSync(Difference difference) -> differs(difference);
        };
    }

    private static String leftAlone(SyncStatus.Why why) {
        return switch (why) {
            case GUEST -> "Guests are left alone: their photo belongs to their own tenant.";
            case OUT_OF_SCOPE -> "The user is not in the group that bounds the scope.";
            case NO_MAILBOX -> "The user has no mailbox, so Exchange holds no photo.";
            case GONE -> "The user has left the tenant.";
        };
    }

    private static SyncStatusText differs(Difference difference) {
        String since = difference.detail().isEmpty() ? "" : ": " + difference.detail();
        return new SyncStatusText(
                Display.kind(difference.reason()),
                Display.shape(difference.reason()),
                Display.capitalized(Display.words(difference.reason())),
                Display.capitalized(difference.reason().description()) + since,
                who(difference),
                code(difference).map(code -> "/ops/runbook/codes/" + code.name()));
    }

    private static String who(Difference difference) {
        return switch (difference.reason()) {
            case ON_ITS_WAY, WRITING, NOT_YET, REMOVAL_PENDING, RETRYING, DRIFTED, FILES_KEPT -> "Nobody has to act.";
            case OBSERVE_ONLY -> "Nobody has to act: photo sync only observes.";
            case DISCARDED -> "An operator discarded it; a sync now starts again.";
            case DEAD_LETTERED ->
                code(difference)
                                .filter(code -> code.actor() == Actor.ADMINISTRATOR)
                                .isPresent()
                        ? "An administrator has to remove the cause, then an operator replays it."
                        : "An operator has to replay or discard it.";
            case MASS_CHANGE_HELD, STALE_PICTURE, SHARED_FILES -> "An operator has to decide.";
        };
    }

    private static Optional<FailureCode> code(Difference difference) {
        return difference.code().flatMap(text -> {
            for (FailureCode code : FailureCode.values()) {
                if (code.name().equals(text)) {
                    return Optional.of(code);
                }
            }
            return Optional.empty();
        });
    }
}
