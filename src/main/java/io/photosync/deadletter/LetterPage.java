package io.photosync.deadletter;

import java.util.List;
import java.util.Optional;

/**
 * Some of the letters that match, latest failure first.
 *
 * @param matching how many match on all pages
 * @param next where the next page begins; absent on the last one
 */
public record LetterPage(List<Letter> letters, int matching, Optional<Position> next) {

    static LetterPage of(List<Letter> matching, Optional<Position> after, int limit) {
        List<Letter> rest = matching.stream()
                .sorted(Letter.NEWEST_FIRST)
                .filter(letter ->
                        after.filter(position -> !position.isBefore(letter)).isEmpty())
                .toList();
        List<Letter> page = rest.subList(0, Math.min(limit, rest.size()));
        Optional<Position> next =
                page.size() < rest.size() ? Optional.of(Position.of(page.getLast())) : Optional.empty();
        return new LetterPage(List.copyOf(page), matching.size(), next);
    }
}
