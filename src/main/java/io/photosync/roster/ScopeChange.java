package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.Leaving;
import java.time.Instant;
import java.util.Optional;

/** Applies a read of the scope's groups to an entry. */
final class ScopeChange {
    private ScopeChange() {}

    /**
     * A user who is no longer a member is leaving the scope; {@link LeavingGuard} decides once the number is known. An
     * exclusion takes effect immediately: publishing a photo cannot be undone.
     *
     * @param same whether the same groups defined the scope before
     */
    static RosterEntry after(RosterEntry before, GroupMembership groupMembership, boolean same, Instant now) {
        if (before.leavingTenant()) {
            return before; // A user missing from the directory is in no group either.
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
