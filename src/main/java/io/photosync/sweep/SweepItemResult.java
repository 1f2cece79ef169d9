package io.photosync.sweep;

import io.photosync.call.Failure;
import io.photosync.graph.PhotoState;
import java.time.Instant;

/** What came of one person's turn. */
sealed interface SweepItemResult {

    /** Graph said how the photo is. */
    record Seen(PhotoState state) implements SweepItemResult {}

    /** Graph said nothing about the photo, and may later in this round. */
    record Again(Instant due) implements SweepItemResult {}

    /** Graph said nothing about the photo, again and again; the next round asks anew. */
    record GivenUp(Failure why) implements SweepItemResult {}
}
