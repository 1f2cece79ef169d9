package io.photosync.masschange;

import io.photosync.event.JournalEntry;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LostEvents;
import io.photosync.ledger.UserState;
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
    private final BulkLaneCapacity lane;
    private final TopicWriter writer;
    private final Clock clock;

    ReleasedUsers(Ledger ledger, LostEvents lost, BulkLaneCapacity lane, TopicWriter writer, Clock clock) {
        this.ledger = ledger;
        this.lost = lost;
        this.lane = lane;
        this.writer = writer;
        this.clock = clock;
    }

    /** Returns when the user has an event on its way, or is held for that photo no more. */
    void publish(String userId, String sha256, MassChangeDecision release)
            throws WriteFailedException, InterruptedException {
        while (waits(userId, sha256)) {
            if (lane.take(BulkLaneCapacity.Use.FILL)) {
                write(userId);
                writer.journal(userId, release.entry(JournalEntry.Decision.RELEASED));
                return;
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean waits(String userId, String sha256) {
        UserState userState = ledger.of(userId);
        return userState
                        .settled()
                        .flatMap(Settlement::heldPhoto)
                        .filter(sha256::equals)
                        .isPresent()
                && userState.onItsWay(lost.before(userId)).isEmpty()
                && name(userState).isPresent();
    }

    private void write(String userId) throws WriteFailedException, InterruptedException {
        UserState userState = ledger.of(userId);
        Instant now = clock.instant();
        // It repeats the held ETag, since the settled record will repeat the event's.
        Data data = new Data(
                name(userState).orElseThrow(),
                userState.settled().flatMap(Settlement::mediaEtag),
                Optional.empty(),
                Optional.empty(),
                Cause.REPLAY,
                now);
        PhotoEvent event = PhotoEvent.fresh(PhotoEvent.UPDATED, userId, now, data);
        ledger.awaitFolded(writer.writeEvent(Lane.BULK, event));
        LOG.infof("released user=%s event=%s", userId, event.id());
    }

    /** The sync asks Graph for the name of a replay, so an old one does no harm. */
    private static Optional<String> name(UserState userState) {
        return userState.roster().map(RosterEntry::userPrincipalName).or(() -> Stream.of(
                        userState.live(), userState.bulk())
                .flatMap(Optional::stream)
                .map(event -> event.data().userPrincipalName())
                .findFirst());
    }
}
