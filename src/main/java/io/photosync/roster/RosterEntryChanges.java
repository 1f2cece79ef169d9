package io.photosync.roster;

import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.Leaving;
import io.photosync.graph.DirectoryUser;
import io.photosync.ledger.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies what the directory reports to an entry. Parts that other tasks own stay unchanged. */
final class RosterEntryChanges {
    private RosterEntryChanges() {}

    /**
     * The user exists: new, changed or restored.
     *
     * @param inScope scope flag of a new user
     * @param now time of the directory's answer
     */
    static RosterEntry present(DirectoryUser user, Optional<RosterEntry> before, boolean inScope, Instant now) {
        String name = orKnown(user.userPrincipalName(), before.map(RosterEntry::userPrincipalName));
        return new RosterEntry(
                name,
                orKnown(user.displayName(), before.map(RosterEntry::displayName)),
                before.map(RosterEntry::mailbox).orElse(true),
                user.guest().or(() -> before.map(RosterEntry::guest)).orElse(false),
                user.enabled().or(() -> before.map(RosterEntry::enabled)).orElse(true),
                before.map(RosterEntry::inScope).orElse(inScope),
                Optional.empty(),
                before.flatMap(RosterEntry::mediaEtag),
                before.flatMap(RosterEntry::seenAt),
                before.map(entry -> entry.named(name, now).formerNames()).orElse(List.of()),
                before.flatMap(RosterEntry::leaving).filter(by -> by.what() == Leaving.What.SCOPE));
    }

    /** A delta omits properties that were never set, and may omit unchanged ones: those keep their value. */
    private static String orKnown(String now, Optional<String> before) {
        return now.isBlank() ? before.orElse(now) : now;
    }

    /**
     * The directory does not list the user. Unmanaged users are gone at once; managed ones are leaving until the whole
     * read has shown how many there are.
     */
    static RosterEntry missing(RosterEntry before, Instant now) {
        boolean leftBefore = before.goneSince().isPresent() || before.leavingTenant();
        if (leftBefore) {
            return before;
        }
        return before.managed() ? leaving(before, Leaving.What.TENANT, now) : gone(before, now);
    }

    /** Marks the user as leaving; {@link LeavingGuard} decides. */
    static RosterEntry leaving(RosterEntry before, Leaving.What what, Instant now) {
        return before.leaving(Optional.of(new Leaving(what, now, false)));
    }

    /** Completes a released departure. */
    static RosterEntry left(RosterEntry before) {
        return before.leaving()
                .map(by -> switch (by.what()) {
                    case TENANT -> gone(before, by.since());
                    case SCOPE -> before.inScope(false).leaving(Optional.empty());
                })
                .orElse(before);
    }

    /** Marks the user as gone; the first time that this was seen is kept. */
    static RosterEntry gone(RosterEntry before, Instant now) {
        return before.goneSince().isPresent() ? before : before.goneSince(now);
    }

    /** A user with records whom the directory does not know: gone before the first read. */
    static RosterEntry unknownUser(UserState userState, Instant now) {
        String name = Stream.of(userState.live(), userState.bulk())
                .flatMap(Optional::stream)
                .map(PhotoEvent::data)
                .map(PhotoEvent.Data::userPrincipalName)
                .findFirst()
                .orElse("");
        return RosterEntry.gone(name, now);
    }
}
