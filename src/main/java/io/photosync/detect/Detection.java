package io.photosync.detect;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.detect.Decision.Why;
import io.photosync.event.Mode;
import io.photosync.event.ModeSettings;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.ScopeSettings;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.DirectoryUser;
import io.photosync.exchange.PhotoState;
import io.photosync.exchange.Photos;
import io.photosync.exchange.Users;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at one user and publishes what changed. */
@ApplicationScoped
public class Detection {
    private static final Logger LOG = Logger.getLogger(Detection.class);
    /** The retry ladder of the sync lasts at most this long; an event that is older and has no end was lost. */
    private static final Duration LADDER = Duration.ofHours(2);

    private final Photos photos;
    private final Users users;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Mode mode;
    private final ScopeSettings scope;
    private final Clock clock;

    public Detection(
            Photos photos,
            Users users,
            Ledger ledger,
            TopicWriter writer,
            ModeSettings mode,
            ScopeSettings scope,
            Clock clock) {
        this.photos = photos;
        this.users = users;
        this.ledger = ledger;
        this.writer = writer;
        this.mode = mode.mode();
        this.scope = scope;
        this.clock = clock;
    }

    /** What a look was for. */
    public record Look(String userId, Instant changedAt, Cause cause, Topic lane, Ask ask) {}

    /**
     * Reads the photo's metadata (one request; up to three where it changed) and publishes an event if it is another one than the
     * settled one.
     */
    public void look(Look look) throws CallFailed, NotWritten, InterruptedException {
        Known known = ledger.of(look.userId());
        if (!known.inScope(scope.bounded())) {
            LOG.debugf("left alone user=%s out of scope", look.userId());
            return;
        }
        Instant notBefore = clock.instant().minus(LADDER);
        Decision decision = Decision.of(photos.state(look.userId(), look.ask()), known, notBefore, mode);
        switch (decision) {
            case Decision.Updated(PhotoState.Present photo) -> updated(look, known, photo);
            case Decision.PerhapsRemoved() -> askAgain(look, known, notBefore);
            case Decision.Nothing(Why why) -> LOG.debugf("nothing changed user=%s why=%s", look.userId(), why);
        }
    }

    /** The second answer is got by a request of its own, so that one confused answer takes nobody's photo away. */
    private void askAgain(Look look, Known known, Instant notBefore)
            throws CallFailed, NotWritten, InterruptedException {
        switch (Decision.of(photos.state(look.userId(), look.ask()), known, notBefore, mode)) {
            case Decision.Updated(PhotoState.Present photo) -> updated(look, known, photo);
            case Decision.PerhapsRemoved() -> removed(look, known);
            case Decision.Nothing(Why why) -> LOG.debugf("not removed user=%s why=%s", look.userId(), why);
        }
    }

    private void updated(Look look, Known known, PhotoState.Present photo)
            throws CallFailed, NotWritten, InterruptedException {
        Optional<DirectoryUser> user = users.find(look.userId(), look.ask());
        if (user.isEmpty() || user.get().guest()) {
            LOG.debugf("left alone user=%s guest or gone", look.userId());
            return;
        }
        Data data = new Data(
                user.get().userPrincipalName(),
                Optional.of(photo.mediaEtag()),
                Optional.of(photo.width()),
                Optional.of(photo.height()),
                look.cause(),
                clock.instant());
        publish(look, known, PhotoEvent.UPDATED, data);
    }

    private void removed(Look look, Known known) throws CallFailed, NotWritten, InterruptedException {
        Optional<DirectoryUser> user = users.find(look.userId(), look.ask());
        if (user.isPresent()) {
            Data data = new Data(
                    user.get().userPrincipalName(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    look.cause(),
                    clock.instant());
            publish(look, known, PhotoEvent.REMOVED, data);
        }
    }

    private void publish(Look look, Known known, String type, Data data) throws NotWritten, InterruptedException {
        String previous =
                known.settled().map(end -> end.eventId() + end.attemptId()).orElse("never");
        PhotoEvent event = PhotoEvent.detected(type, look.userId(), look.changedAt(), previous, data);
        ledger.awaitFolded(writer.writeEvent(look.lane(), event));
        LOG.infof(
                "photo %s user=%s cause=%s lane=%s event=%s",
                event.removal() ? "removed" : "updated",
                look.userId(),
                look.cause(),
                look.lane().id(),
                event.id());
    }
}
