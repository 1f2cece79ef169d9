package io.photosync.deadletter;

import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.UserState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * An open dead letter as operators see it.
 *
 * @param userPrincipalName the roster's, else the event's
 * @param displayName the roster's
 * @param tried start of the last attempt since the failure that closed nothing, such as a replay that was skipped
 * @param gone whether the directory no longer knows the user, whose name somebody else may have by now
 */
public record OpenDeadLetter(
        DeadLetterRecord open,
        Optional<String> userPrincipalName,
        Optional<String> displayName,
        State state,
        Optional<Instant> tried,
        boolean gone) {

    /** Oldest failure first; the key makes the order total. */
    static final Comparator<OpenDeadLetter> OLDEST_FIRST = Comparator.comparing(
                    (OpenDeadLetter openDeadLetter) -> openDeadLetter.note().lastAt())
            .thenComparing(OpenDeadLetter::key);

    /**
     * Longest left alone first. A letter whose replay was skipped stays open: by its failure alone it would come first
     * in every request, and the letters behind a thousand such ones in none.
     */
    static final Comparator<OpenDeadLetter> LONGEST_UNTRIED_FIRST =
            Comparator.comparing(OpenDeadLetter::touched).thenComparing(OpenDeadLetter::key);

    /** Of letters with the same name that of its present user first. */
    static final Comparator<OpenDeadLetter> PRESENT_USER_FIRST =
            Comparator.comparing(OpenDeadLetter::gone).thenComparing(OpenDeadLetter::key);

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
        Optional<Instant> tried = userState
                .settled()
                .filter(end -> !isEnd(end, open))
                .map(Settlement::startedAt)
                .filter(open.note().lastAt()::isBefore);
        boolean gone = userState.roster().flatMap(RosterEntry::goneSince).isPresent();
        return new OpenDeadLetter(open, name, userState.roster().map(RosterEntry::displayName), state, tried, gone);
    }

    /** Of the attempt that failed: a clock that is ahead may date it after its failure. */
    private static boolean isEnd(Settlement end, DeadLetterRecord open) {
        return end.state() == Settlement.State.DEAD_LETTERED
                && open.event()
                        .map(PhotoEvent::id)
                        .filter(end.eventId()::equals)
                        .isPresent();
    }

    private Instant touched() {
        return tried.orElse(note().lastAt());
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
