package io.photosync.detect;

import io.photosync.budget.Failure;
import io.photosync.exchange.PhotoState;
import java.time.Instant;

/** What came of one person's turn. */
sealed interface Verdict {

    /** Graph said how the photo is. */
    record Seen(PhotoState state) implements Verdict {}

    /** Graph said nothing about the photo, and may later in this round. */
    record Again(Instant due) implements Verdict {}

    /** Graph said nothing about the photo, again and again; the next round asks anew. */
    record GivenUp(Failure why) implements Verdict {}
}
