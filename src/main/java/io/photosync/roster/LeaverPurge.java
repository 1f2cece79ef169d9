package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Forgets people who are gone for long: a null on every compacted topic that has records of users. */
final class LeaverPurge {
    private static final Logger LOG = Logger.getLogger(LeaverPurge.class);
    /** In one round; some six records each, and others want to write too. */
    private static final int AT_MOST = 200;

    /** The roster is the last to forget: whoever is killed before that finds the leaver again. */
    private static final List<Topic> BEFORE_ROSTER = List.of(
            Topic.PHOTO_UPDATED,
            Topic.PHOTO_UPDATED_BULK,
            Topic.PHOTO_UPDATED_RETRY,
            Topic.PHOTO_UPDATED_DLQ,
            Topic.PHOTO_SETTLED);

    private final TopicWriter writer;
    private final RosterWriter book;
    private final Ledger ledger;
    private final LeaverFilesCheck leaverFilesCheck;
    private final Duration after;
    private final Clock clock;

    /** Six: a leaver is erased from what is written, read and kept elsewhere, each in a room of its own. */
    LeaverPurge(
            TopicWriter writer,
            RosterWriter book,
            Ledger ledger,
            LeaverFilesCheck leaverFilesCheck,
            Duration after,
            Clock clock) {
        this.writer = writer;
        this.book = book;
        this.ledger = ledger;
        this.leaverFilesCheck = leaverFilesCheck;
        this.after = after;
        this.clock = clock;
    }

    /**
     * @param before who is gone since then or longer
     * @param traces whoever left some is to be known until they are gone, too
     */
    static List<String> of(
            Map<String, RosterEntry> roster, Instant before, LeaverFilesCheck leaverFilesCheck, int atMost) {
        return roster.entrySet().stream()
                .filter(person -> person.getValue()
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
                ledger.awaitFolded(writer.erase(topic, userId));
            }
            book.forget(userId);
        }
        book.flush();
        if (!leavers.isEmpty()) {
            LOG.infof("leavers forgotten people=%d after=%s", leavers.size(), after);
        }
    }
}
