package io.photosync.deadletter;

import io.photosync.ledger.Ledger;
import io.photosync.ledger.OpenLetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The open dead letters, read from the ledger. */
@ApplicationScoped
public class DeadLetters {
    private final Ledger ledger;

    public DeadLetters(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param after where the page before ended
     * @param limit at most so many letters
     */
    public LetterPage page(LetterFilter filter, Optional<Position> after, int limit) {
        return LetterPage.of(matching(filter).toList(), after, limit);
    }

    /** @param idOrUpn the user's, or the key of a letter that names no user */
    public Optional<Letter> find(String idOrUpn) {
        return ledger.letter(idOrUpn)
                .or(() -> ledger.letter(idOrUpn.toLowerCase(Locale.ROOT)))
                .map(this::letter)
                .or(() -> matching(new LetterFilter(Optional.empty(), Optional.of(idOrUpn), Optional.empty()))
                        .findFirst());
    }

    Chosen choose(Selection selection) {
        Map<String, Letter> letters = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        switch (selection) {
            case Selection.Matching(LetterFilter filter) ->
                matching(filter).forEach(letter -> letters.put(letter.key(), letter));
            case Selection.Named(List<String> users) ->
                users.forEach(user -> find(user)
                        .ifPresentOrElse(letter -> letters.put(letter.key(), letter), () -> unknown.add(user)));
        }
        return new Chosen(
                letters.values().stream().sorted(Letter.NEWEST_FIRST.reversed()).toList(), List.copyOf(unknown));
    }

    private Stream<Letter> matching(LetterFilter filter) {
        return ledger.letters().stream().map(this::letter).filter(filter::matches);
    }

    private Letter letter(OpenLetter open) {
        return Letter.of(open, ledger.of(open.key()));
    }
}
