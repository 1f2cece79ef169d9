package io.photosync.deadletter;

import io.photosync.event.FailureCode;
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

    boolean matches(Letter letter) {
        return code.filter(wanted -> wanted != letter.note().code()).isEmpty()
                && user.filter(wanted -> !letter.isOf(wanted)).isEmpty()
                && since.filter(letter.note().lastAt()::isBefore).isEmpty();
    }
}
