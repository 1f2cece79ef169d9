package io.photosync.ops.deadletter;

import io.photosync.deadletter.LetterPage;
import io.photosync.deadletter.PageCursor;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of dead letters as JSON. */
@Schema(name = "DeadLetterPage")
public record LettersView(
        @Schema(description = "Number of matches on all pages")
        int total,

        List<LetterView> items,

        @Schema(description = "Cursor of the next page; absent on the last one")
        Optional<String> next) {

    public static LettersView of(LetterPage page) {
        return new LettersView(
                page.matching(),
                page.letters().stream().map(LetterView::of).toList(),
                page.next().map(PageCursor::text));
    }
}
