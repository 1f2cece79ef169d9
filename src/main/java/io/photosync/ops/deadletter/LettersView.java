package io.photosync.ops.deadletter;

import io.photosync.deadletter.LetterPage;
import io.photosync.deadletter.PageCursor;
import io.photosync.event.FailureCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of dead letters as JSON. */
@Schema(name = "DeadLetterPage")
public record LettersView(
        @Schema(description = "The moment of this look; an action may carry it as seenAt")
        Instant at,

        @Schema(description = "Number of matches on all pages")
        int total,

        @Schema(description = "The same by failure code") Map<FailureCode, Integer> byCode,

        List<LetterView> items,

        @Schema(description = "Cursor of the next page; absent on the last one")
        Optional<String> next) {

    public static LettersView of(LetterPage page, Instant at) {
        return new LettersView(
                at,
                page.matching(),
                page.byCode(),
                page.letters().stream().map(LetterView::of).toList(),
                page.next().map(PageCursor::text));
    }
}
