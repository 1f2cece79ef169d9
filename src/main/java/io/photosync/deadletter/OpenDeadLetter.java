package io.photosync.deadletter;

import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.UserState;
import java.util.Comparator;
import java.util.Optional;

/**
 * An open dead letter as operators see it.
 *
 * @param userPrincipalName as the roster has it now, else as the event had it
 */
public record OpenDeadLetter(DeadLetterRecord open, Optional<String> userPrincipalName, State state) {
    /** Latest failure first; the key makes the order total. */
    static final Comparator<OpenDeadLetter> NEWEST_FIRST = Comparator.comparing(
                    (OpenDeadLetter openDeadLetter) -> openDeadLetter.note().lastAt())
            .reversed()
            .thenComparing(OpenDeadLetter::key);

    /** Who waited longest; likewise. */
    static final Comparator<OpenDeadLetter> OLDEST_FIRST = Comparator.comparing(
                    (OpenDeadLetter openDeadLetter) -> openDeadLetter.note().lastAt())
            .thenComparing(OpenDeadLetter::key);

    /** Whether anybody works on it. */
    public enum State {
        OPEN,
        /** An event that is newer than the letter is on its way; how it ends decides the letter's fate. */
        REPLAYING
    }

    static OpenDeadLetter of(DeadLetterRecord open, UserState userState) {
        State state = userState.onItsWay(open.note().lastAt()).isPresent() ? State.REPLAYING : State.OPEN;
        Optional<String> name = userState
                .roster()
                .map(RosterEntry::userPrincipalName)
                .or(() -> open.event().map(given -> given.data().userPrincipalName()));
        return new OpenDeadLetter(open, name, state);
    }

    /** Absent when what was given up was no photo event: such a letter can be discarded, not replayed. */
    public Optional<PhotoEvent> event() {
        return open.event();
    }

    /** The user id, or the place of an event that names no user. */
    public String key() {
        return open.key();
    }

    public FailureNote note() {
        return open.note();
    }

    /** @param idOrUpn in any case: Microsoft's ids and names are the same in all of them */
    boolean isOf(String idOrUpn) {
        return key().equalsIgnoreCase(idOrUpn)
                || userPrincipalName.filter(idOrUpn::equalsIgnoreCase).isPresent();
    }
}
