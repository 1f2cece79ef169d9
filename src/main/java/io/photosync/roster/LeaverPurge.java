package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Forgets users who have been gone for long: writes a tombstone on each compacted topic with records of users. */
final class LeaverPurge {
    private static final Logger LOG = Logger.getLogger(LeaverPurge.class);
    /** Users per run; each takes about six records, and other writers need the producer too. */
    private static final int AT_MOST = 200;

    /** The roster comes last: after a crash the leaver is found there again. */
    private static final List<Topic> BEFORE_ROSTER = List.of(
            Topic.PHOTO_UPDATED,
            Topic.PHOTO_UPDATED_BULK,
            Topic.PHOTO_UPDATED_RETRY,
            Topic.PHOTO_UPDATED_DLQ,
            Topic.PHOTO_SETTLED);

    private final LedgerWriter writer;
    private final RosterWriter rosterWriter;
    private final Ledger ledger;
    private final LeaverFilesCheck leaverFilesCheck;
    private final Duration after;
    private final Clock clock;

    /** Six parameters: a leaver is erased from what is written, read and kept elsewhere, each in a room of its own. */
    LeaverPurge(
            LedgerWriter writer,
            RosterWriter rosterWriter,
            Ledger ledger,
            LeaverFilesCheck leaverFilesCheck,
            Duration after,
            Clock clock) {
        this.writer = writer;
        this.rosterWriter = rosterWriter;
        this.ledger = ledger;
        this.leaverFilesCheck = leaverFilesCheck;
        this.after = after;
        this.clock = clock;
    }

    /**
     * @param before users gone at or before this time are due
     * @param leaverFilesCheck users with files left stay until those are gone
     * @param atMost size of the result
     * @return user ids
     */
    static List<String> of(
            Map<String, RosterEntry> roster, Instant before, LeaverFilesCheck leaverFilesCheck, int atMost) {
        return roster.entrySet().stream()
                .filter(user -> user.getValue()
                        .goneSince()
                        .filter(since -> !since.isAfter(before))
                        .isPresent())
                .map(Map.Entry::getKey)
                .filter(userId -> !leaverFilesCheck.of(userId))
                .limit(atMost)
                .toList();
    }

    void forget() throws WriteFailedException, InterruptedException {
        List<String> leavers = of(ledger.roster(), clock.instant().minus(after), leaverFilesCheck, AT_MOST);
        for (String userId : leavers) {
            for (Topic topic : BEFORE_ROSTER) {
                writer.erase(topic, userId);
            }
            rosterWriter.forget(userId);
        }
        rosterWriter.flush();
        if (!leavers.isEmpty()) {
            LOG.infof("leavers forgotten count=%d after=%s", leavers.size(), after);
        }
    }
}
