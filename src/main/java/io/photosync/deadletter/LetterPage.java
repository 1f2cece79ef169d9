package io.photosync.deadletter;

import io.photosync.ledger.Foremost;
import java.util.List;
import java.util.Optional;

/**
 * Some of the letters that match, latest failure first.
 *
 * @param matching how many match on all pages
 * @param next where the next page begins; absent on the last one
 */
public record LetterPage(List<Letter> letters, int matching, Optional<Position> next) {

    static LetterPage of(Iterable<Letter> matching, Optional<Position> after, int limit) {
        Foremost<Letter> rest = new Foremost<>(limit, Letter.NEWEST_FIRST);
        int count = 0;
        for (Letter letter : matching) {
            count++;
            if (after.isEmpty() || after.get().isBefore(letter)) {
                rest.offer(letter);
            }
        }
        List<Letter> page = rest.inOrder();
        Optional<Position> next =
                page.size() < rest.offered() ? Optional.of(Position.of(page.getLast())) : Optional.empty();
        return new LetterPage(page, count, next);
    }
}
