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
import io.photosync.detect.PhotoEventPublisher.DetectedChange;
import io.photosync.detect.RemovalCandidate;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.PhotoState;
import io.photosync.graph.Photos;
import io.photosync.graph.Users;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks Graph about one candidate's photo for the second time, in a request of its own, and publishes what follows. */
@ApplicationScoped
class RemovalConfirmation {
    private static final Logger LOG = Logger.getLogger(RemovalConfirmation.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final Photos photos;
    private final Users users;
    private final ChangeDetector changeDetector;
    private final PhotoEventPublisher publisher;
    private final Breakers breakers;
    private final Clock clock;

    /** Six: it reads photo and name, decides and publishes; what fails of that is classified here. */
    RemovalConfirmation(
            Photos photos,
            Users users,
            ChangeDetector changeDetector,
            PhotoEventPublisher publisher,
            Breakers breakers,
            Clock clock) {
        this.photos = photos;
        this.users = users;
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
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        return switch (changeDetector.decide(candidate.userId(), state)) {
            case Decision.Updated(PhotoState.Present photo) -> {
                Optional<DetectedChange> change = change(candidate, lane);
                if (change.isPresent()) {
                    publisher.updated(change.get(), photo);
                }
                yield Answer.CLEARED;
            }
            case Decision.PerhapsRemoved() -> {
                Optional<DetectedChange> change = change(candidate, lane);
                if (change.isEmpty()) {
                    yield Answer.CLEARED;
                }
                publisher.removed(change.get());
                yield Answer.REMOVED;
            }
            case Decision.Nothing nothing -> Answer.CLEARED;
        };
    }

    /** Empty if the directory does not know the user any more. */
    private Optional<DetectedChange> change(RemovalCandidate candidate, Lane lane)
            throws MicrosoftCallException, InterruptedException {
        return name(candidate)
                .map(name ->
                        new DetectedChange(candidate.userId(), name, candidate.answered(), candidate.cause(), lane));
    }

    /**
     * An event that follows a notification has a name that was read just now, and its profile is written unread: the
     * removal may have been held for days, and the name that the hint's replica read be another user's since.
     */
    private Optional<String> name(RemovalCandidate candidate) throws MicrosoftCallException, InterruptedException {
        return candidate.cause() == Cause.NOTIFICATION
                ? users.find(candidate.userId(), callContext()).map(DirectoryUser::userPrincipalName)
                : Optional.of(candidate.userPrincipalName());
    }

    private CallContext callContext() {
        return CallContext.within(Priority.LIVE, REQUEST_TIMEOUT, clock);
    }
}
