package io.photosync.ops.deadletter;

import io.photosync.deadletter.DiscardPlan;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a discard did, or would do. */
public record DiscardAnswer(
        boolean dryRun,
        @Schema(description = "How many are discarded") int count,

        @Schema(description = "Letters that were replaced or resolved while this ran; left alone")
        int changedMeanwhile,

        @Schema(description = "Names without an open letter")
        List<String> unknown,

        @Schema(description = "How many more match; ask again for them")
        int left) {

    static DiscardAnswer dry(DiscardPlan plan) {
        return new DiscardAnswer(true, plan.letters().size(), 0, plan.unknown(), plan.left());
    }

    static DiscardAnswer done(DiscardPlan plan, int count) {
        return new DiscardAnswer(false, count, plan.letters().size() - count, plan.unknown(), plan.left());
    }
}
