package io.photosync.sweep;

import io.photosync.event.RosterEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Whom a round looks at. */
final class SweepUsers {
    private SweepUsers() {}

    /**
     * Everybody who is looked after, in the order of their ids; of those without a mailbox another part each round.
     *
     * @param every how long a round takes
     * @param withoutMailbox within which time each of those without a mailbox has a look
     */
    static String[] of(Map<String, RosterEntry> roster, long round, Duration every, Duration withoutMailbox) {
        long rounds = Math.max(1, withoutMailbox.dividedBy(every));
        String[] ids = roster.entrySet().stream()
                .filter(person -> person.getValue().lookedAfter())
                .filter(person -> mayHavePhoto(person.getValue())
                        || Math.floorMod(person.getKey().hashCode(), rounds) == round % rounds)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        Arrays.sort(ids);
        return ids;
    }

    /** Whoever had a photo is believed to have a mailbox still: an incident may deny everybody's. */
    private static boolean mayHavePhoto(RosterEntry entry) {
        return entry.mailbox() || entry.mediaEtag().isPresent();
    }
}
