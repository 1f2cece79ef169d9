package io.photosync.detect;

import io.photosync.event.RosterEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Whom a round looks at. */
final class RoundPeople {
    /** A mailbox is a matter of a licence, and comes with a day's notice. */
    private static final Duration WITHOUT_MAILBOX = Duration.ofHours(1);

    private RoundPeople() {}

    /**
     * Everybody who is looked after, in the order of their ids; of those without a mailbox another part each round, so that each of
     * them has a look in an hour.
     */
    static String[] of(Map<String, RosterEntry> roster, long round, Duration every) {
        long rounds = Math.max(1, WITHOUT_MAILBOX.dividedBy(every));
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
