package io.photosync.deadletter;

import io.photosync.deadletter.ActedLetters.Acted;
import io.photosync.event.Settlement;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.UserState;
import java.util.Optional;

/** What became of a letter that an operator replayed or discarded, as far as the ledger says now. */
public enum ActedState {
    /** The letter is closed. */
    RESOLVED,
    /** The letter is open, and an event of the user is pending. */
    ON_ITS_WAY,
    /** There is another letter, with the same code. */
    FAILED_AS_BEFORE,
    /** There is another letter, with another code. */
    FAILED_NEWLY,
    /** The letter is closed since nothing is to be done for the user, or it was not reached and is open as it was. */
    SKIPPED;

    static ActedState of(Acted acted, UserState userState) {
        Optional<DeadLetterRecord> letter = userState.letter();
        if (letter.isEmpty()) {
            return skipped(userState) ? SKIPPED : RESOLVED;
        }
        if (letter.get().offset() != acted.offset()) {
            return letter.get().note().code() == acted.code() ? FAILED_AS_BEFORE : FAILED_NEWLY;
        }
        if (ended(acted, userState)) {
            // Its letter is closed in a moment.
            return skipped(userState) ? SKIPPED : RESOLVED;
        }
        return userState.onItsWay(letter.get().note().lastAt()).isPresent() ? ON_ITS_WAY : SKIPPED;
    }

    private static boolean ended(Acted acted, UserState userState) {
        return userState
                .settled()
                .filter(end -> end.state() != Settlement.State.DEAD_LETTERED)
                .filter(end -> acted.event().filter(end.eventId()::equals).isPresent())
                .isPresent();
    }

    private static boolean skipped(UserState userState) {
        return userState
                .settled()
                .filter(end -> end.state() == Settlement.State.SKIPPED)
                .isPresent();
    }
}
