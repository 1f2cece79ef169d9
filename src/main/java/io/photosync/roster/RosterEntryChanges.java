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

/** What the directory's word makes of an entry. What others know of the person stays. */
final class RosterEntryChanges {
    private RosterEntryChanges() {}

    /**
     * The person is there: new, changed or back again.
     *
     * @param inScope for somebody who is new
     * @param now when the directory said so
     */
    static RosterEntry present(DirectoryUser user, Optional<RosterEntry> before, boolean inScope, Instant now) {
        String name = told(user.userPrincipalName(), before.map(RosterEntry::userPrincipalName));
        return new RosterEntry(
                name,
                told(user.displayName(), before.map(RosterEntry::displayName)),
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

    /** A delta leaves out what was never set, and may leave out what has not changed: that stays as it was. */
    private static String told(String now, Optional<String> before) {
        return now.isBlank() ? before.orElse(now) : now;
    }

    /**
     * The directory is seen without the person. Of whom nothing is at stake is gone; whether all the others are is decided when the
     * whole read has shown how many they are.
     */
    static RosterEntry missing(RosterEntry before, Instant now) {
        boolean leftBefore = before.goneSince().isPresent() || before.leavingTenant();
        if (leftBefore) {
            return before;
        }
        return before.managed() ? leaving(before, Leaving.What.TENANT, now) : gone(before, now);
    }

    /** That is to be decided about. */
    static RosterEntry leaving(RosterEntry before, Leaving.What what, Instant now) {
        return before.leaving(Optional.of(new Leaving(what, now, false)));
    }

    /** It was decided: what somebody was about to leave they have left. */
    static RosterEntry left(RosterEntry before) {
        return before.leaving()
                .map(by -> switch (by.what()) {
                    case TENANT -> gone(before, by.since());
                    case SCOPE -> before.inScope(false).leaving(Optional.empty());
                })
                .orElse(before);
    }

    /** The directory does not know the person any more; the first time that it said so counts. */
    static RosterEntry gone(RosterEntry before, Instant now) {
        return before.goneSince().isPresent() ? before : before.goneSince(now);
    }

    /** Somebody of whom there are records and whom the directory does not know: gone before anybody read it. */
    static RosterEntry stranger(UserState userState, Instant now) {
        String name = Stream.of(userState.live(), userState.bulk())
                .flatMap(Optional::stream)
                .map(PhotoEvent::data)
                .map(PhotoEvent.Data::userPrincipalName)
                .findFirst()
                .orElse("");
        return new RosterEntry(
                name, "", true, false, false, false, Optional.of(now), Optional.empty(), Optional.empty());
    }
}
