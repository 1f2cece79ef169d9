package io.photosync.detect;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Puts what was found into a lane. Whoever finds the same change again, by whatever way, finds its event on the way, or makes one of
 * the same id.
 */
@ApplicationScoped
public class PhotoEventPublisher {
    private static final Logger LOG = Logger.getLogger(PhotoEventPublisher.class);

    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;

    PhotoEventPublisher(Ledger ledger, TopicWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * A change and its way.
     *
     * @param changedAt as near as is known
     */
    public record DetectedChange(String userId, String userPrincipalName, Instant changedAt, Cause cause, Lane lane) {}

    /** Returns when Kafka has the event and the ledger as well. */
    public void updated(DetectedChange find, PhotoState.Present photo)
            throws WriteFailedException, InterruptedException {
        publish(
                find,
                PhotoEvent.UPDATED,
                Optional.of(photo.mediaEtag()),
                Optional.of(photo.width()),
                Optional.of(photo.height()));
    }

    /** Likewise. */
    public void removed(DetectedChange find) throws WriteFailedException, InterruptedException {
        publish(find, PhotoEvent.REMOVED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void publish(
            DetectedChange find,
            String type,
            Optional<String> mediaEtag,
            Optional<Integer> width,
            Optional<Integer> height)
            throws WriteFailedException, InterruptedException {
        String previous = ledger.of(find.userId())
                .settled()
                .map(end -> end.eventId() + end.attemptId())
                .orElse("never");
        // A leader's successor knows of a photo that waits what the roster says of it: not its size.
        Data data = new Data(
                find.userPrincipalName(),
                mediaEtag,
                width.filter(pixels -> pixels > 0),
                height.filter(pixels -> pixels > 0),
                find.cause(),
                clock.instant());
        PhotoEvent event = PhotoEvent.detected(type, find.userId(), find.changedAt(), previous, data);
        ledger.awaitFolded(writer.writeEvent(find.lane(), event));
        LOG.infof(
                "photo %s user=%s cause=%s lane=%s event=%s",
                event.removal() ? "removed" : "updated",
                find.userId(),
                find.cause(),
                find.lane().topic(),
                event.id());
    }
}
