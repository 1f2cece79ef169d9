package io.photosync.ops.deadletter;

import io.photosync.deadletter.LetterAction;
import io.photosync.deadletter.ReplayPlan;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Result of a replay, or of its dry run. */
public record ReplayAnswer(
        boolean dryRun,

        @Schema(description = "Id of the action, whose state GET /ops/api/actions/{id} tells; absent in a dry run")
        Optional<String> action,

        @Schema(description = "Number of replayed letters") int count,

        @Schema(description = "live for one user, bulk for more")
        String lane,

        @Schema(
                description =
                        "How long the syncs take at most as fast as the budget allows, behind those that wait in the"
                                + " lane; absent while the lane is paused or a service is away")
        Optional<Integer> minutes,

        @Schema(description = "The replayed letters") ChosenLetters letters,

        ChangesSinceSeen seen,

        @Schema(description = "Letters skipped because an event is pending")
        int alreadyReplaying,

        @Schema(description = "Letters that hold no event; they can be discarded")
        List<String> notReplayable,

        @Schema(description = "Names without an open letter")
        List<String> unknown,

        @Schema(description = "Number of further matches; send the request again once these are done")
        int left) {

    static ReplayAnswer dry(ReplayPlan plan, Optional<Integer> minutes) {
        return of(plan, minutes, Optional.empty());
    }

    static ReplayAnswer done(ReplayPlan plan, Optional<Integer> minutes, LetterAction action) {
        return of(plan, minutes, Optional.of(action.id()));
    }

    private static ReplayAnswer of(ReplayPlan plan, Optional<Integer> minutes, Optional<String> action) {
        return new ReplayAnswer(
                action.isEmpty(),
                action,
                plan.letters().size(),
                plan.lane().label(),
                minutes,
                ChosenLetters.of(plan.letters()),
                ChangesSinceSeen.of(plan.sinceSeen()),
                plan.alreadyReplaying(),
                plan.unreadable(),
                plan.unknown(),
                plan.left());
    }
}
