package io.photosync.ops.deadletter;

import io.photosync.deadletter.ReplayPlan;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Result of a replay, or of its dry run. */
public record ReplayAnswer(
        boolean dryRun,
        @Schema(description = "Number of replayed letters") int count,

        @Schema(description = "live for one user, bulk for more")
        String lane,

        @Schema(description = "Letters skipped because an event is pending")
        int alreadyReplaying,

        @Schema(description = "Letters that hold no event; they can be discarded")
        List<String> notReplayable,

        @Schema(description = "Names without an open letter")
        List<String> unknown,

        @Schema(description = "Number of further matches; send the request again once these are done")
        int left) {

    static ReplayAnswer of(ReplayPlan plan, boolean dryRun) {
        return new ReplayAnswer(
                dryRun,
                plan.letters().size(),
                plan.lane().name().toLowerCase(Locale.ROOT),
                plan.alreadyReplaying(),
                plan.unreadable(),
                plan.unknown(),
                plan.left());
    }
}
