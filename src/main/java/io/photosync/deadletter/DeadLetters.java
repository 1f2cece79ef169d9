package io.photosync.deadletter;

import io.photosync.event.FailureCode;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The open dead letters, read from the ledger. */
@ApplicationScoped
public class DeadLetters {
    private final Ledger ledger;

    public DeadLetters(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param after end of the previous page; empty for the first
     * @param limit maximum number of letters
     */
    public LetterPage page(LetterFilter filter, Optional<PageCursor> after, int limit) {
        return LetterPage.of(matching(filter), after, limit, this::letter);
    }

    /** Number of matches by code, without codes that no match has. */
    public Map<FailureCode, Integer> counts(LetterFilter filter) {
        Map<FailureCode, Integer> counts = new EnumMap<>(FailureCode.class);
        matching(filter).forEach(letter -> counts.merge(letter.note().code(), 1, Integer::sum));
        return counts;
    }

    /** @param idOrUpn id or user principal name of the user, or the key of a letter that names no user */
    public Optional<OpenDeadLetter> find(String idOrUpn) {
        return byKey(idOrUpn)
                .or(() -> Optional.ofNullable(
                        NamedLetters.of(letters(), Set.of(idOrUpn)).get(idOrUpn)));
    }

    /** The letter of a user whose id is known, without a walk through all letters. */
    public Optional<OpenDeadLetter> ofKey(String key) {
        return ledger.letter(key).map(this::letter);
    }

    private Optional<OpenDeadLetter> byKey(String key) {
        return ledger.letter(key)
                .or(() -> ledger.letter(key.toLowerCase(Locale.ROOT)))
                .map(this::letter);
    }

    SelectedLetters select(Selection selection) {
        return switch (selection) {
            case Selection.Matching(LetterFilter filter) -> new SelectedLetters(all(matching(filter)), List.of());
            case Selection.Named(List<String> users) -> selectUsers(users);
        };
    }

    private Iterable<OpenDeadLetter> all(Iterable<DeadLetterRecord> letters) {
        return () -> StreamSupport.stream(letters.spliterator(), false)
                .map(this::letter)
                .iterator();
    }

    private SelectedLetters selectUsers(List<String> users) {
        Map<String, OpenDeadLetter> letters = new LinkedHashMap<>();
        Set<String> unresolved = new LinkedHashSet<>();
        for (String user : users) {
            byKey(user)
                    .ifPresentOrElse(
                            openDeadLetter -> letters.put(openDeadLetter.key(), openDeadLetter),
                            () -> unresolved.add(user));
        }
        if (!unresolved.isEmpty()) {
            // One iteration for all names: letters are not indexed by user principal name.
            NamedLetters.of(letters(), unresolved).forEach((name, letter) -> {
                letters.put(letter.key(), letter);
                unresolved.remove(name);
            });
        }
        return new SelectedLetters(letters.values(), List.copyOf(unresolved));
    }

    private Iterable<DeadLetterRecord> matching(LetterFilter filter) {
        return () -> ledger.letters().stream()
                .filter(filter::mayMatch)
                .filter(open -> !filter.asksForUser() || filter.matches(letter(open)))
                .iterator();
    }

    private Iterable<OpenDeadLetter> letters() {
        return all(ledger.letters());
    }

    private OpenDeadLetter letter(DeadLetterRecord open) {
        return OpenDeadLetter.of(open, ledger.of(open.key()));
    }
}
