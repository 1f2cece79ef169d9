package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Forgets people some time after they are gone: nothing of them is kept in any compacted topic. */
@ApplicationScoped
class Leavers {
    private static final Logger LOG = Logger.getLogger(Leavers.class);
    private static final int AT_ONCE = 1_000;
    /** The roster last: as long as its entry stands, whoever comes next goes on with the others. */
    private static final List<Topic> TOPICS = List.of(
            Topic.PHOTO_UPDATED,
            Topic.PHOTO_UPDATED_BULK,
            Topic.PHOTO_UPDATED_RETRY,
            Topic.PHOTO_UPDATED_DLQ,
            Topic.PHOTO_SETTLED,
            Topic.ROSTER);

    private final Ledger ledger;
    private final TopicWriter writer;
    private final RosterSettings settings;
    private final Clock clock;

    Leavers(Ledger ledger, TopicWriter writer, RosterSettings settings, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
    }

    /** At most a thousand of them; the rest next time. */
    void forget() throws NotWritten, InterruptedException {
        List<String> due = due(ledger.roster(), clock.instant(), settings.forgetAfter());
        for (String userId : due) {
            for (Topic topic : TOPICS) {
                ledger.awaitFolded(writer.erase(topic, userId));
            }
            LOG.infof("forgotten user=%s", userId);
        }
    }

    static List<String> due(Map<String, RosterEntry> roster, Instant now, Duration forgetAfter) {
        Instant before = now.minus(forgetAfter);
        return roster.entrySet().stream()
                .filter(person -> person.getValue()
                        .goneSince()
                        .filter(since -> !since.isAfter(before))
                        .isPresent())
                .map(Map.Entry::getKey)
                .limit(AT_ONCE)
                .toList();
    }
}
