package io.photosync.detect;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Publishes a detected change to a lane. A change that is detected again, in whatever way, has an event in flight by
 * then, or gets one with the same id.
 */
@ApplicationScoped
public class PhotoEventPublisher {
    private static final Logger LOG = Logger.getLogger(PhotoEventPublisher.class);

    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    PhotoEventPublisher(Ledger ledger, LedgerWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * A change and the lane to publish it to.
     *
     * @param changedAt as exact as is known
     */
    public record DetectedChange(String userId, String userPrincipalName, Instant changedAt, Cause cause, Lane lane) {}

    /** Returns when Kafka has the event and the ledger has folded it. */
    public void updated(DetectedChange change, PhotoState.Present photo)
            throws WriteFailedException, InterruptedException {
        publish(
                change,
                PhotoEvent.UPDATED,
                Optional.of(photo.mediaEtag()),
                Optional.of(photo.width()),
                Optional.of(photo.height()));
    }

    /** The same for a removal. */
    public void removed(DetectedChange change) throws WriteFailedException, InterruptedException {
        publish(change, PhotoEvent.REMOVED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void publish(
            DetectedChange change,
            String type,
            Optional<String> mediaEtag,
            Optional<Integer> width,
            Optional<Integer> height)
            throws WriteFailedException, InterruptedException {
        String previous = ledger.of(change.userId())
                .settled()
                .map(end -> end.eventId() + end.attemptId())
                .orElse("never");
        // A new leader knows a waiting photo from the roster only, which does not keep its size.
        Data data = new Data(
                change.userPrincipalName(),
                mediaEtag,
                width.filter(pixels -> pixels > 0),
                height.filter(pixels -> pixels > 0),
                change.cause(),
                clock.instant());
        PhotoEvent event = PhotoEvent.detected(type, change.userId(), change.changedAt(), previous, data);
        writer.writeEvent(change.lane(), event);
        LOG.infof(
                "photo %s user=%s cause=%s lane=%s event=%s",
                event.removal() ? "removed" : "updated",
                change.userId(),
                change.cause(),
                change.lane().topic(),
                event.id());
    }
}
