package io.photosync.deadletter;

import io.photosync.event.FailureCode;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.FirstN;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of the matching letters, latest failure first.
 *
 * @param matching number of matches on all pages
 * @param byCode the same by code, without codes that no match has
 * @param next start of the next page; absent on the last one
 */
public record LetterPage(
        List<OpenDeadLetter> letters, int matching, Map<FailureCode, Integer> byCode, Optional<PageCursor> next) {

    /** Latest failure first; the key makes the order total. */
    private static final Comparator<DeadLetterRecord> NEWEST_FIRST = Comparator.comparing(
                    (DeadLetterRecord letter) -> letter.note().lastAt())
            .reversed()
            .thenComparing(DeadLetterRecord::key);

    /** @param open called for the letters of the page only: what is known of a user is read from six places */
    static LetterPage of(
            Iterable<DeadLetterRecord> matching,
            Optional<PageCursor> after,
            int limit,
            Function<DeadLetterRecord, OpenDeadLetter> open) {
        FirstN<DeadLetterRecord> rest = new FirstN<>(limit, NEWEST_FIRST);
        Map<FailureCode, Integer> byCode = new EnumMap<>(FailureCode.class);
        int count = 0;
        for (DeadLetterRecord letter : matching) {
            count++;
            byCode.merge(letter.note().code(), 1, Integer::sum);
            if (after.isEmpty() || after.get().isBefore(letter)) {
                rest.offer(letter);
            }
        }
        List<DeadLetterRecord> page = rest.inOrder();
        Optional<PageCursor> next =
                page.size() < rest.offered() ? Optional.of(PageCursor.of(page.getLast())) : Optional.empty();
        return new LetterPage(page.stream().map(open).toList(), count, byCode, next);
    }
}
