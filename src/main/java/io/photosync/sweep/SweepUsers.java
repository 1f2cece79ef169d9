package io.photosync.sweep;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.roster.DirectorySyncState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** The users that a pass checks. */
@ApplicationScoped
class SweepUsers {
    private final SweepSettings settings;
    private final Ledger ledger;

    SweepUsers(SweepSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    /** Whether the directory has been read completely, and has users to check. */
    boolean complete() {
        return DirectorySyncState.read(ledger).complete()
                && ledger.roster().values().stream().anyMatch(RosterEntry::managed);
    }

    /** The ids of the users of that pass, sorted. */
    String[] of(long pass) {
        return of(ledger.roster(), pass, settings.every(), settings.withoutMailboxEvery());
    }

    /**
     * All managed users, sorted by id; of those without a mailbox another part in each pass.
     *
     * @param every how long a pass takes
     * @param withoutMailbox within which time each user without a mailbox is checked
     */
    static String[] of(Map<String, RosterEntry> roster, long pass, Duration every, Duration withoutMailbox) {
        long parts = Math.max(1, withoutMailbox.dividedBy(every));
        String[] ids = roster.entrySet().stream()
                .filter(user -> user.getValue().managed())
                .filter(user -> mayHavePhoto(user.getValue())
                        || Math.floorMod(user.getKey().hashCode(), parts) == pass % parts)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        Arrays.sort(ids);
        return ids;
    }

    /** A user who had a photo counts as having a mailbox: an incident may deny every user's. */
    private static boolean mayHavePhoto(RosterEntry entry) {
        return entry.mailbox() || entry.mediaEtag().isPresent();
    }
}
