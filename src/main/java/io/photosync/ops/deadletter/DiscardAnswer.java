package io.photosync.ops.deadletter;

import io.photosync.deadletter.DiscardPlan;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Result of a discard, or of its dry run. */
public record DiscardAnswer(
        boolean dryRun,
        @Schema(description = "Number of discarded letters") int count,

        @Schema(description = "Letters that were replaced or resolved during this request; unchanged")
        int changedMeanwhile,

        @Schema(description = "Names without an open letter")
        List<String> unknown,

        @Schema(description = "Number of further matches; send the request again for them")
        int left) {

    static DiscardAnswer dry(DiscardPlan plan) {
        return new DiscardAnswer(true, plan.letters().size(), 0, plan.unknown(), plan.left());
    }

    static DiscardAnswer done(DiscardPlan plan, int count) {
        return new DiscardAnswer(false, count, plan.letters().size() - count, plan.unknown(), plan.left());
    }
}
