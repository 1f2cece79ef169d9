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
    /** The event that was published, or another one of the user, is pending. */
    ON_ITS_WAY,
    /** There is another letter, with the same code. */
    FAILED_AS_BEFORE,
    /** There is another letter, with another code. */
    FAILED_NEWLY,
    /**
     * The event that was published ended without a sync, since nothing is to be done for the user, or the letter was
     * not reached. Either way it may be open as it was.
     */
    SKIPPED;

    static ActedState of(Acted acted, UserState userState) {
        Optional<DeadLetterRecord> letter = userState.letter();
        Optional<Settlement.State> own = own(acted, userState);
        if (letter.isEmpty()) {
            // The first letters of an outage become retries again.
            return acted.event().filter(userState::pending).isPresent() ? ON_ITS_WAY : ended(own);
        }
        if (letter.get().offset() != acted.offset()) {
            return letter.get().note().code() == acted.code() ? FAILED_AS_BEFORE : FAILED_NEWLY;
        }
        if (own.filter(ActedState::isFinal).isPresent()) {
            return ended(own); // The letter of a sync is closed in a moment.
        }
        return userState.onItsWay(letter.get().note().lastAt()).isPresent() ? ON_ITS_WAY : SKIPPED;
    }

    /** How the action's own event ended, unless a later event of the user has ended since. */
    private static Optional<Settlement.State> own(Acted acted, UserState userState) {
        return userState
                .settled()
                .filter(end -> acted.event().filter(end.eventId()::equals).isPresent())
                .map(Settlement::state);
    }

    private static ActedState ended(Optional<Settlement.State> own) {
        return own.filter(Settlement.State.SKIPPED::equals).isPresent() ? SKIPPED : RESOLVED;
    }

    /** Whether a letter that is still there says nothing more than such an end of the event. */
    private static boolean isFinal(Settlement.State end) {
        return switch (end) {
            case SYNCED, UNCHANGED, REMOVED, SKIPPED -> true;
            // A discard that was interrupted has settled the event and left the letter.
            case WRITING, DEAD_LETTERED, DISCARDED -> false;
        };
    }
}
