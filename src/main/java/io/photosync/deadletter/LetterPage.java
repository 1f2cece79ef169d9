package io.photosync.deadletter;

import io.photosync.ledger.FirstN;
import java.util.List;
import java.util.Optional;

/**
 * One page of the matching letters, latest failure first.
 *
 * @param matching number of matches on all pages
 * @param next start of the next page; absent on the last one
 */
public record LetterPage(List<OpenDeadLetter> letters, int matching, Optional<PageCursor> next) {

    static LetterPage of(Iterable<OpenDeadLetter> matching, Optional<PageCursor> after, int limit) {
        FirstN<OpenDeadLetter> rest = new FirstN<>(limit, OpenDeadLetter.NEWEST_FIRST);
        int count = 0;
        for (OpenDeadLetter openDeadLetter : matching) {
            count++;
            if (after.isEmpty() || after.get().isBefore(openDeadLetter)) {
                rest.offer(openDeadLetter);
            }
        }
        List<OpenDeadLetter> page = rest.inOrder();
        Optional<PageCursor> next =
                page.size() < rest.offered() ? Optional.of(PageCursor.of(page.getLast())) : Optional.empty();
        return new LetterPage(page, count, next);
    }
}
