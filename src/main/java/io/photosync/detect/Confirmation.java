package io.photosync.detect;

import io.photosync.budget.Activity;
import io.photosync.budget.Ask;
import io.photosync.budget.Breakers;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Diagnosis;
import io.photosync.budget.Priority;
import io.photosync.budget.Subject;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoState;
import io.photosync.exchange.Photos;
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
class Confirmation {
    private static final Logger LOG = Logger.getLogger(Confirmation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Photos photos;
    private final Detection detection;
    private final LaneWriter lanes;
    private final Breakers breakers;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;

    Confirmation(
            Photos photos,
            Detection detection,
            LaneWriter lanes,
            Breakers breakers,
            Ledger ledger,
            TopicWriter writer,
            Clock clock) {
        this.photos = photos;
        this.detection = detection;
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
    boolean stands(Suspect suspect) {
        boolean left = ledger.of(suspect.userId())
                .roster()
                .filter(entry -> !entry.lookedAfter())
                .isPresent();
        return !left
                && detection.decide(suspect.userId(), new PhotoState.Absent("first answer"))
                        instanceof Decision.PerhapsRemoved;
    }

    /** Whether the removal passed before, and waits longer than an event that is not lost usually does. */
    boolean passed(Suspect suspect) {
        return ledger.of(suspect.userId())
                .onItsWay(Instant.MIN)
                .filter(PhotoEvent::removal)
                .isPresent();
    }

    /** @param lane of what follows */
    Answer ask(Suspect suspect, Lane lane) throws NotWritten, InterruptedException {
        PhotoState state;
        try {
            state = photos.state(
                    suspect.userId(), new Ask(Priority.LIVE, clock.instant().plus(PATIENCE)));
        } catch (CallFailed e) {
            Diagnosis diagnosis = breakers.diagnose(e.failure(), new Subject(suspect.userId(), Activity.LOOK));
            LOG.infof("no second answer user=%s: %s", suspect.userId(), e.getMessage());
            return switch (diagnosis) {
                case Diagnosis.Throttled throttled -> Answer.NOT_NOW;
                case Diagnosis.Outage outage -> Answer.NOT_NOW;
                case Diagnosis.UserRetry retry -> Answer.NONE;
                case Diagnosis.UserRejected rejected -> Answer.NONE;
            };
        }
        return switch (detection.decide(suspect.userId(), state)) {
            case Decision.Updated(PhotoState.Present photo) -> {
                lanes.updated(find(suspect, lane), photo);
                yield Answer.CLEARED;
            }
            case Decision.PerhapsRemoved() -> {
                lanes.removed(find(suspect, lane));
                yield Answer.REMOVED;
            }
            case Decision.Nothing nothing -> Answer.CLEARED;
        };
    }

    /** Nothing is taken down, and the person is left alone until there is another photo. */
    void refuse(Suspect suspect, RemovalOrder order) throws NotWritten, InterruptedException {
        Optional<Settlement> last = ledger.of(suspect.userId()).settled();
        Settlement end = new Settlement(
                Settlement.State.DISCARDED,
                order.id(),
                Optional.empty(),
                last.flatMap(Settlement::sha256),
                ledger.of(suspect.userId()).target().fileBaseName(),
                last.flatMap(Settlement::files),
                Optional.of("removal refused: " + order.reason()),
                "operator",
                UUID.randomUUID().toString(),
                1,
                // It ends what was known then, and nothing that was found since.
                suspect.first(),
                clock.instant());
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, suspect.userId(), end));
        LOG.infof("removal refused user=%s by=%s", suspect.userId(), order.by());
    }

    private static LaneWriter.Find find(Suspect suspect, Lane lane) {
        return new LaneWriter.Find(
                suspect.userId(), suspect.userPrincipalName(), suspect.first(), suspect.cause(), lane);
    }
}
