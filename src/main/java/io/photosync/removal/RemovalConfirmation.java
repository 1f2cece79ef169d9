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
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.graph.PhotoState;
import io.photosync.graph.Photos;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The second answer, got by a request of its own, and what follows from it. */
@ApplicationScoped
class RemovalConfirmation {
    private static final Logger LOG = Logger.getLogger(RemovalConfirmation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Photos photos;
    private final ChangeDetector changeDetector;
    private final PhotoEventPublisher lanes;
    private final Breakers breakers;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;

    RemovalConfirmation(
            Photos photos,
            ChangeDetector changeDetector,
            PhotoEventPublisher lanes,
            Breakers breakers,
            Ledger ledger,
            TopicWriter writer,
            Clock clock) {
        this.photos = photos;
        this.changeDetector = changeDetector;
        this.lanes = lanes;
        this.breakers = breakers;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** How it ended. */
    enum Answer {
        REMOVED,
        CLEARED,
        /** Graph did not say of this person. */
        NONE,
        /** Graph says nothing of anybody now. */
        NOT_NOW
    }

    /** Whether there is still anything to confirm: the person may have been settled meanwhile, or have left. */
    boolean stands(RemovalCandidate removalCandidate) {
        boolean left = ledger.of(removalCandidate.userId())
                .roster()
                .filter(entry -> !entry.lookedAfter())
                .isPresent();
        return !left
                && changeDetector.decide(removalCandidate.userId(), new PhotoState.Absent("first answer"))
                        instanceof Decision.PerhapsRemoved;
    }

    /** Whether the removal passed before, and waits longer than an event that is not lost usually does. */
    boolean passed(RemovalCandidate removalCandidate) {
        return ledger.of(removalCandidate.userId())
                .onItsWay(Instant.MIN)
                .filter(PhotoEvent::removal)
                .isPresent();
    }

    /** @param lane of what follows */
    Answer ask(RemovalCandidate removalCandidate, Lane lane) throws WriteFailedException, InterruptedException {
        PhotoState state;
        try {
            state = photos.state(
                    removalCandidate.userId(),
                    new CallContext(Priority.LIVE, clock.instant().plus(PATIENCE)));
        } catch (MicrosoftCallException e) {
            FailureScope failureScope =
                    breakers.classify(e.failure(), new Subject(removalCandidate.userId(), Activity.LOOK));
            LOG.infof("no second answer user=%s: %s", removalCandidate.userId(), e.getMessage());
            return switch (failureScope) {
                case FailureScope.Throttled throttled -> Answer.NOT_NOW;
                case FailureScope.Outage outage -> Answer.NOT_NOW;
                case FailureScope.UserRetry retry -> Answer.NONE;
                case FailureScope.UserRejected rejected -> Answer.NONE;
            };
        }
        return switch (changeDetector.decide(removalCandidate.userId(), state)) {
            case Decision.Updated(PhotoState.Present photo) -> {
                lanes.updated(find(removalCandidate, lane), photo);
                yield Answer.CLEARED;
            }
            case Decision.PerhapsRemoved() -> {
                lanes.removed(find(removalCandidate, lane));
                yield Answer.REMOVED;
            }
            case Decision.Nothing nothing -> Answer.CLEARED;
        };
    }

    /** Nothing is taken down, and the person is left alone until there is another photo. */
    void refuse(RemovalCandidate removalCandidate, OperatorDecision order)
            throws WriteFailedException, InterruptedException {
        Optional<Settlement> last = ledger.of(removalCandidate.userId()).settled();
        Settlement end = new Settlement(
                Settlement.State.DISCARDED,
                order.id(),
                Optional.empty(),
                last.flatMap(Settlement::sha256),
                ledger.of(removalCandidate.userId()).target().fileBaseName(),
                last.flatMap(Settlement::files),
                Optional.of("removal refused: " + order.reason()),
                "operator",
                UUID.randomUUID().toString(),
                1,
                // It ends what was known then, and nothing that was found since.
                removalCandidate.first(),
                clock.instant());
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, removalCandidate.userId(), end));
        LOG.infof("removal refused user=%s by=%s", removalCandidate.userId(), order.by());
    }

    private static PhotoEventPublisher.DetectedChange find(RemovalCandidate removalCandidate, Lane lane) {
        return new PhotoEventPublisher.DetectedChange(
                removalCandidate.userId(),
                removalCandidate.userPrincipalName(),
                removalCandidate.first(),
                removalCandidate.cause(),
                lane);
    }
}
