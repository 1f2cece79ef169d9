package io.photosync.deadletter;

import io.photosync.event.FailureCode;
import io.photosync.ledger.DeadLetterRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A filter of letters; an absent criterion matches all.
 *
 * @param user id or user principal name
 * @param since last failure at or after this time
 */
public record LetterFilter(Optional<FailureCode> code, Optional<String> user, Optional<Instant> since) {
    public static final LetterFilter ALL = new LetterFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks the criteria that need no lookup of the user. */
    boolean mayMatch(DeadLetterRecord letter) {
        return code.filter(wanted -> wanted != letter.note().code()).isEmpty()
                && since.filter(letter.note().lastAt()::isBefore).isEmpty();
    }

    boolean matches(OpenDeadLetter openDeadLetter) {
        return mayMatch(openDeadLetter.open())
                && user.filter(wanted -> !openDeadLetter.isOf(wanted)).isEmpty();
    }
}
