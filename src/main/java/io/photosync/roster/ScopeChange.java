package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.Leaving;
import java.time.Instant;
import java.util.Optional;

/** What a read of the groups makes of an entry. */
final class ScopeChange {
    private ScopeChange() {}

    /**
     * Whoever is no member any more is about to leave the scope, which is decided when it is known how many they are. To be excluded
     * holds at once: to go on publishing somebody's photo cannot be taken back.
     *
     * @param same whether the scope went by the same groups before
     */
    static RosterEntry after(RosterEntry before, GroupMembership groupMembership, boolean same, Instant now) {
        if (before.leavingTenant()) {
            return before; // Where they are missing they are in no group either.
        }
        return switch (groupMembership) {
            case IN -> before.inScope() && !before.leavingScope() ? before : at(before, true);
            case EXCLUDED -> before.inScope() || before.leavingScope() ? at(before, false) : before;
            case OUT -> {
                if (same && before.managed()) {
                    yield before.leavingScope() ? before : RosterEntryChanges.leaving(before, Leaving.What.SCOPE, now);
                }
                yield before.inScope() ? at(before, false) : before;
            }
        };
    }

    private static RosterEntry at(RosterEntry before, boolean inScope) {
        RosterEntry after = before.inScope(inScope);
        return before.leavingScope() ? after.leaving(Optional.empty()) : after;
    }
}
