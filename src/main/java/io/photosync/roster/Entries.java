package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.exchange.DirectoryUser;
import java.time.Instant;
import java.util.Optional;

/** How entries of the roster follow from what the directory says. */
final class Entries {
    private Entries() {}

    /** Somebody whom the directory knows: a joiner, somebody who changed, somebody who came back. */
    static RosterEntry known(DirectoryUser user, Optional<RosterEntry> before, boolean inScope) {
        return new RosterEntry(
                user.userPrincipalName(),
                user.displayName(),
                before.map(RosterEntry::mailbox).orElse(true),
                user.guest(),
                user.enabled(),
                inScope,
                Optional.empty(),
                before.flatMap(RosterEntry::mediaEtag),
                before.flatMap(RosterEntry::seenAt));
    }

    /** Somebody whom the directory does not know any more, or whom only our own records know. */
    static RosterEntry gone(Optional<RosterEntry> before, Instant now) {
        return before.map(entry -> entry.goneSince().isPresent() ? entry : entry.goneSince(now))
                .orElseGet(() -> new RosterEntry(
                        "", "", false, false, false, false, Optional.of(now), Optional.empty(), Optional.empty()));
    }
}
