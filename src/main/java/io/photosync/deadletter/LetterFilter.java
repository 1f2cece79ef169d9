package io.photosync.deadletter;

import io.photosync.event.FailureCode;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.SearchWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A filter of letters; an absent criterion matches all.
 *
 * @param user id or user principal name
 * @param words each is part of the user's name, user principal name or id, or of the letter's code or detail
 * @param since last failure at or after this time
 * @param until last failure at or before this time
 */
public record LetterFilter(
        Optional<FailureCode> code,
        Optional<String> user,
        Optional<SearchWords> words,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<OpenDeadLetter.State> state) {

    /** Checks the criteria that need no lookup of the user. */
    boolean mayMatch(DeadLetterRecord letter) {
        return code.filter(wanted -> wanted != letter.note().code()).isEmpty()
                && since.filter(letter.note().lastAt()::isBefore).isEmpty()
                && until.filter(letter.note().lastAt()::isAfter).isEmpty();
    }

    /** Whether a criterion needs the user. */
    boolean asksForUser() {
        return user.isPresent() || words.isPresent() || state.isPresent();
    }

    boolean matches(OpenDeadLetter openDeadLetter) {
        return mayMatch(openDeadLetter.open())
                && user.filter(wanted -> !openDeadLetter.isOf(wanted)).isEmpty()
                && state.filter(wanted -> wanted != openDeadLetter.state()).isEmpty()
                && words.filter(wanted -> !wanted.allIn(texts(openDeadLetter))).isEmpty();
    }

    private static List<String> texts(OpenDeadLetter openDeadLetter) {
        return List.of(
                openDeadLetter.key(),
                openDeadLetter.userPrincipalName().orElse(""),
                openDeadLetter.displayName().orElse(""),
                openDeadLetter.note().code().name(),
                openDeadLetter.note().detail());
    }
}
