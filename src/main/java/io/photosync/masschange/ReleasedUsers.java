package io.photosync.masschange;

import io.photosync.event.BulkLane;
import io.photosync.event.JournalEntry;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LostEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Publishes users again whose photo was held and is released, through the bulk lane and as there is room in it. */
@ApplicationScoped
class ReleasedUsers {
    private static final Logger LOG = Logger.getLogger(ReleasedUsers.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final LostEvents lost;
    private final BulkLane lane;
    private final TopicWriter writer;
    private final Clock clock;

    ReleasedUsers(Ledger ledger, LostEvents lost, BulkLane lane, TopicWriter writer, Clock clock) {
        this.ledger = ledger;
        this.lost = lost;
        this.lane = lane;
        this.writer = writer;
        this.clock = clock;
    }

    /** Returns when the user has an event on its way, or is held for that photo no more. */
    void publish(String userId, String sha256, MassChangeDecision release) throws NotWritten, InterruptedException {
        while (waits(userId, sha256)) {
            if (lane.take(BulkLane.Use.FILL)) {
                write(userId);
                writer.journal(userId, release.entry(JournalEntry.Decision.RELEASED));
                return;
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean waits(String userId, String sha256) {
        Known known = ledger.of(userId);
        return known.settled()
                        .flatMap(Settlement::heldPhoto)
                        .filter(sha256::equals)
                        .isPresent()
                && known.onItsWay(lost.before(userId)).isEmpty()
                && name(known).isPresent();
    }

    private void write(String userId) throws NotWritten, InterruptedException {
        Known known = ledger.of(userId);
        Instant now = clock.instant();
        // It repeats the held ETag, since the settled record will repeat the event's.
        Data data = new Data(
                name(known).orElseThrow(),
                known.settled().flatMap(Settlement::mediaEtag),
                Optional.empty(),
                Optional.empty(),
                Cause.REPLAY,
                now);
        PhotoEvent event = PhotoEvent.fresh(PhotoEvent.UPDATED, userId, now, data);
        ledger.awaitFolded(writer.writeEvent(Lane.BULK, event));
        LOG.infof("released user=%s event=%s", userId, event.id());
    }

    /** The sync asks Graph for the name of a replay, so an old one does no harm. */
    private static Optional<String> name(Known known) {
        return known.roster().map(RosterEntry::userPrincipalName).or(() -> Stream.of(known.live(), known.bulk())
                .flatMap(Optional::stream)
                .map(event -> event.data().userPrincipalName())
                .findFirst());
    }
}
