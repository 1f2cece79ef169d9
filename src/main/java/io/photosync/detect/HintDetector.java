package io.photosync.detect;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.detect.Decision.Why;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.graph.PhotoState;
import io.photosync.graph.Photos;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Reads the photo metadata of one user whom a hint named, and publishes what follows. */
@ApplicationScoped
class HintDetector {
    private static final Logger LOG = Logger.getLogger(HintDetector.class);

    private final Photos photos;
    private final ChangeDetector changeDetector;
    private final HintPublisher publisher;

    HintDetector(Photos photos, ChangeDetector changeDetector, HintPublisher publisher) {
        this.photos = photos;
        this.changeDetector = changeDetector;
        this.publisher = publisher;
    }

    /** @param changedAt when the user changed, as Graph notified */
    record DetectionRequest(String userId, Instant changedAt, Cause cause, CallContext callContext) {}

    /**
     * Reads the photo's metadata (one request; up to three where it changed) and publishes an event if it differs from
     * the settled photo.
     */
    void detect(DetectionRequest request) throws MicrosoftCallException, WriteFailedException, InterruptedException {
        String userId = request.userId();
        if (!changeDetector.inScope(userId)) {
            LOG.debugf("skipped user=%s reason=OUT_OF_SCOPE", userId);
            return;
        }
        if (!publisher.mayPublish(userId)) {
            return;
        }
        switch (changeDetector.decide(userId, photos.state(userId, request.callContext()))) {
            case Decision.Updated(PhotoState.Present photo) -> publisher.updated(request, photo);
            case Decision.PerhapsRemoved() -> publisher.perhapsRemoved(request);
            case Decision.Nothing(Why reason) -> {
                LOG.debugf("no change user=%s reason=%s", userId, reason);
                publisher.unchanged(userId);
            }
        }
    }
}
