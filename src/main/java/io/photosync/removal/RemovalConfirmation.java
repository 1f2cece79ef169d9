package io.photosync.removal;

import io.photosync.breaker.Activity;
import io.photosync.breaker.Breakers;
import io.photosync.breaker.FailureScope;
import io.photosync.breaker.Subject;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.detect.ChangeDetector;
import io.photosync.detect.Decision;
import io.photosync.detect.PhotoEventPublisher;
import io.photosync.detect.RemovalCandidate;
import io.photosync.event.Lane;
import io.photosync.graph.PhotoState;
import io.photosync.graph.Photos;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Asks Graph about one candidate's photo for the second time, in a request of its own, and publishes what follows. */
@ApplicationScoped
class RemovalConfirmation {
    private static final Logger LOG = Logger.getLogger(RemovalConfirmation.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final Photos photos;
    private final ChangeDetector changeDetector;
    private final PhotoEventPublisher publisher;
    private final Breakers breakers;
    private final Clock clock;

    RemovalConfirmation(
            Photos photos,
            ChangeDetector changeDetector,
            PhotoEventPublisher publisher,
            Breakers breakers,
            Clock clock) {
        this.photos = photos;
        this.changeDetector = changeDetector;
        this.publisher = publisher;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** The outcome of a second request. */
    enum Answer {
        /** The removal was published. */
        REMOVED,
        /** There is nothing to remove. */
        CLEARED,
        /** No usable answer for this user. */
        INCONCLUSIVE,
        /** Graph is throttling or down. */
        UNAVAILABLE
    }

    /**
     * Whether there is still anything to confirm: the user may have been settled meanwhile, or have left the tenant.
     */
    boolean needed(RemovalCandidate candidate) {
        return changeDetector.removalPossible(candidate.userId());
    }

    /** @param lane of the event that follows */
    Answer ask(RemovalCandidate candidate, Lane lane) throws WriteFailedException, InterruptedException {
        try {
            return follow(candidate, photos.state(candidate.userId(), callContext()), lane);
        } catch (MicrosoftCallException e) {
            FailureScope scope = breakers.classify(e.failure(), new Subject(candidate.userId(), Activity.LOOK));
            LOG.infof("removal confirmation inconclusive user=%s: %s", candidate.userId(), e.getMessage());
            return switch (scope) {
                case FailureScope.Throttled throttled -> Answer.UNAVAILABLE;
                case FailureScope.Outage outage -> Answer.UNAVAILABLE;
                case FailureScope.UserRetry retry -> Answer.INCONCLUSIVE;
                case FailureScope.UserRejected rejected -> Answer.INCONCLUSIVE;
            };
        }
    }

    private Answer follow(RemovalCandidate candidate, PhotoState state, Lane lane)
            throws WriteFailedException, InterruptedException {
        return switch (changeDetector.decide(candidate.userId(), state)) {
            case Decision.Updated(PhotoState.Present photo) -> {
                publisher.updated(change(candidate, lane), photo);
                yield Answer.CLEARED;
            }
            case Decision.PerhapsRemoved() -> {
                publisher.removed(change(candidate, lane));
                yield Answer.REMOVED;
            }
            case Decision.Nothing nothing -> Answer.CLEARED;
        };
    }

    private CallContext callContext() {
        return CallContext.within(Priority.LIVE, REQUEST_TIMEOUT, clock);
    }

    private static PhotoEventPublisher.DetectedChange change(RemovalCandidate candidate, Lane lane) {
        return new PhotoEventPublisher.DetectedChange(
                candidate.userId(), candidate.userPrincipalName(), candidate.answered(), candidate.cause(), lane);
    }
}
