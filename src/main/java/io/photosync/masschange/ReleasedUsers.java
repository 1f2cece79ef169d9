package io.photosync.masschange;

import io.photosync.event.JournalEntry;
import io.photosync.event.Lane;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.LostEvents;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Publishes events for users whose held photo was released, through the bulk lane as capacity allows. */
@ApplicationScoped
class ReleasedUsers {
    private static final Logger LOG = Logger.getLogger(ReleasedUsers.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final LostEvents lost;
    private final BulkLaneCapacity lane;
    private final LedgerWriter writer;
    private final Clock clock;

    ReleasedUsers(Ledger ledger, LostEvents lost, BulkLaneCapacity lane, LedgerWriter writer, Clock clock) {
        this.ledger = ledger;
        this.lost = lost;
        this.lane = lane;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Returns when the user has a pending event, or is no longer held for that photo.
     *
     * @return whether an event was published
     */
    boolean publish(String userId, String sha256, MassChangeDecision release)
            throws WriteFailedException, InterruptedException {
        while (stillHeld(userId, sha256)) {
            if (lane.take(BulkLaneCapacity.Use.FILL)) {
                write(userId);
                writer.journal(userId, release.entry(JournalEntry.Decision.RELEASED));
                return true;
            }
            Thread.sleep(POLL_INTERVAL);
        }
        return false;
    }

    private boolean stillHeld(String userId, String sha256) {
        UserState userState = ledger.of(userId);
        return userState
                        .settled()
                        .flatMap(Settlement::heldPhoto)
                        .filter(sha256::equals)
                        .isPresent()
                && userState.onItsWay(lost.before(userId)).isEmpty();
    }

    private void write(String userId) throws WriteFailedException, InterruptedException {
        UserState userState = ledger.of(userId);
        PhotoEvent event = PhotoEvent.again(
                userId,
                name(userId, userState),
                userState.settled().flatMap(Settlement::mediaEtag),
                Cause.REPLAY,
                clock.instant());
        writer.writeEvent(Lane.BULK, event);
        LOG.infof("released user=%s event=%s", userId, event.id());
    }

    /** A replay's name may be outdated, or no name at all: the sync reads the current one from Graph. */
    static String name(String userId, UserState userState) {
        Stream<PhotoEvent> events = Stream.of(
                        userState.live(),
                        userState.bulk(),
                        userState.letter().flatMap(DeadLetterRecord::event),
                        userState.retry().map(PendingRetry::event))
                .flatMap(Optional::stream);
        return userState
                .roster()
                .map(RosterEntry::userPrincipalName)
                .or(() -> events.map(event -> event.data().userPrincipalName()).findFirst())
                .orElse(userId);
    }
}
