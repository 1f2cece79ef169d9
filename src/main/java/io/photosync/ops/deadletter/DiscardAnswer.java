package io.photosync.ops.deadletter;

import io.photosync.deadletter.DiscardPlan;
import io.photosync.deadletter.LetterAction;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Result of a discard, or of its dry run. */
public record DiscardAnswer(
        boolean dryRun,

        @Schema(description = "Id of the action, whose state GET /ops/api/actions/{id} tells; absent in a dry run")
        Optional<String> action,

        @Schema(description = "Number of discarded letters") int count,

        @Schema(description = "The discarded letters") ChosenLetters letters,

        ChangesSinceSeen seen,

        @Schema(description = "Letters that were replaced or resolved during this request; unchanged")
        int changedMeanwhile,

        @Schema(description = "Names without an open letter")
        List<String> unknown,

        @Schema(description = "Number of further matches; send the request again for them")
        int left) {

    static DiscardAnswer dry(DiscardPlan plan) {
        return of(plan, plan.letters().size(), Optional.empty());
    }

    static DiscardAnswer done(DiscardPlan plan, int count, LetterAction action) {
        return of(plan, count, Optional.of(action.id()));
    }

    private static DiscardAnswer of(DiscardPlan plan, int count, Optional<String> action) {
        return new DiscardAnswer(
                action.isEmpty(),
                action,
                count,
                ChosenLetters.of(plan.letters()),
                ChangesSinceSeen.of(plan.sinceSeen()),
                plan.letters().size() - count,
                plan.unknown(),
                plan.left());
    }
}
