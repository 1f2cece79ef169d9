package io.photosync.deadletter;

import io.photosync.event.FailureCode;
import io.photosync.ledger.DeadLetterRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Which letters are wanted; what is absent wants all.
 *
 * @param user id or user principal name
 * @param since failed last at that time or later
 */
public record LetterFilter(Optional<FailureCode> code, Optional<String> user, Optional<Instant> since) {
    public static final LetterFilter ALL = new LetterFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** What can be told before the user is looked up. */
    boolean mayMatch(DeadLetterRecord letter) {
        return code.filter(wanted -> wanted != letter.note().code()).isEmpty()
                && since.filter(letter.note().lastAt()::isBefore).isEmpty();
    }

    boolean matches(OpenDeadLetter openDeadLetter) {
        return mayMatch(openDeadLetter.open())
                && user.filter(wanted -> !openDeadLetter.isOf(wanted)).isEmpty();
    }
}
