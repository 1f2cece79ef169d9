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
 * @param userPrincipalName the roster's, else the event's
 * @param displayName the roster's
 */
public record OpenDeadLetter(
        DeadLetterRecord open, Optional<String> userPrincipalName, Optional<String> displayName, State state) {

    /** Oldest failure first; the key makes the order total. */
    static final Comparator<OpenDeadLetter> OLDEST_FIRST = Comparator.comparing(
                    (OpenDeadLetter openDeadLetter) -> openDeadLetter.note().lastAt())
            .thenComparing(OpenDeadLetter::key);

    /** Whether a replay is in progress. */
    public enum State {
        OPEN,
        /** A newer event is pending; its result resolves or replaces the letter. */
        REPLAYING
    }

    static OpenDeadLetter of(DeadLetterRecord open, UserState userState) {
        State state = userState.onItsWay(open.note().lastAt()).isPresent() ? State.REPLAYING : State.OPEN;
        Optional<String> name = userState
                .roster()
                .map(RosterEntry::userPrincipalName)
                .or(() -> open.event().map(photoEvent -> photoEvent.data().userPrincipalName()));
        return new OpenDeadLetter(open, name, userState.roster().map(RosterEntry::displayName), state);
    }

    /** Absent when the record was no photo event: such a letter can be discarded, but not replayed. */
    public Optional<PhotoEvent> event() {
        return open.event();
    }

    /** The user id, or topic, partition and offset of an event that names no user. */
    public String key() {
        return open.key();
    }

    public FailureNote note() {
        return open.note();
    }

    /** @param idOrUpn compared ignoring case, as Microsoft does */
    boolean isOf(String idOrUpn) {
        return key().equalsIgnoreCase(idOrUpn)
                || userPrincipalName.filter(idOrUpn::equalsIgnoreCase).isPresent();
    }
}
