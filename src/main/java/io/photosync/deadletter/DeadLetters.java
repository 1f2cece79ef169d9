package io.photosync.deadletter;

import io.photosync.ledger.Ledger;
import io.photosync.ledger.OpenLetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        return LetterPage.of(matching(filter), after, limit);
    }

    /** @param idOrUpn the user's, or the key of a letter that names no user */
    public Optional<Letter> find(String idOrUpn) {
        return byKey(idOrUpn).or(() -> {
            Iterator<Letter> named =
                    named(Set.of(idOrUpn.toLowerCase(Locale.ROOT))).iterator();
            return named.hasNext() ? Optional.of(named.next()) : Optional.empty();
        });
    }

    private Optional<Letter> byKey(String key) {
        return ledger.letter(key)
                .or(() -> ledger.letter(key.toLowerCase(Locale.ROOT)))
                .map(this::letter);
    }

    Chosen choose(Selection selection) {
        return switch (selection) {
            case Selection.Matching(LetterFilter filter) -> new Chosen(matching(filter), List.of());
            case Selection.Named(List<String> users) -> chosen(users);
        };
    }

    private Chosen chosen(List<String> users) {
        Map<String, Letter> letters = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        for (String user : users) {
            byKey(user).ifPresentOrElse(letter -> letters.put(letter.key(), letter), () -> others.add(user));
        }
        if (!others.isEmpty()) {
            // All of them in one walk: nothing finds a letter by its user's name.
            Set<String> wanted =
                    others.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
            for (Letter letter : named(wanted)) {
                letters.put(letter.key(), letter);
                others.removeIf(letter::isOf);
            }
        }
        return new Chosen(letters.values(), List.copyOf(others));
    }

    private Iterable<Letter> matching(LetterFilter filter) {
        return () -> ledger.letters().stream()
                .filter(filter::mayMatch)
                .map(this::letter)
                .filter(filter::matches)
                .iterator();
    }

    /** @param names in lower case */
    private Iterable<Letter> named(Set<String> names) {
        return () -> ledger.letters().stream()
                .map(this::letter)
                .filter(letter -> names.contains(letter.key().toLowerCase(Locale.ROOT))
                        || letter.userPrincipalName()
                                .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
                                .isPresent())
                .iterator();
    }

    private Letter letter(OpenLetter open) {
        return Letter.of(open, ledger.of(open.key()));
    }
}
