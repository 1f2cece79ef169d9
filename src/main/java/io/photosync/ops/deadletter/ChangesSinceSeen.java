package io.photosync.ops.deadletter;

import io.photosync.deadletter.SinceSeen;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the selection is now, against what the operator saw. */
public record ChangesSinceSeen(
        @Schema(description = "The moment of this look; an action may carry it as seenAt")
        Instant at,

        @Schema(description = "Number of matches, without newer; an action may carry it as expected")
        int matching,

        @Schema(description = "Letters that failed after seenAt; unchanged")
        int newer,

        @Schema(description = "How many fewer match than expected: resolved meanwhile, or newer")
        int fewer) {

    static ChangesSinceSeen of(SinceSeen seen) {
        return new ChangesSinceSeen(seen.at(), seen.matching(), seen.newer(), seen.fewer());
    }
}
