package io.photosync.ops.deadletter;

import io.photosync.deadletter.DiscardPlan;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Result of a discard, or of its dry run. */
public record DiscardAnswer(
        boolean dryRun,

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
        return of(plan, plan.letters().size(), true);
    }

    static DiscardAnswer done(DiscardPlan plan, int count) {
        return of(plan, count, false);
    }

    private static DiscardAnswer of(DiscardPlan plan, int count, boolean dryRun) {
        return new DiscardAnswer(
                dryRun,
                count,
                ChosenLetters.of(plan.letters()),
                ChangesSinceSeen.of(plan.sinceSeen()),
                plan.letters().size() - count,
                plan.unknown(),
                plan.left());
    }
}
