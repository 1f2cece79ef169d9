package io.photosync.detect;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.detect.Decision.Why;
import io.photosync.event.Lane;
import io.photosync.event.Mode;
import io.photosync.event.ModeSettings;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.PhotoState;
import io.photosync.graph.Photos;
import io.photosync.graph.Users;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LostEvents;
import io.photosync.ledger.Scope;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads one user's photo metadata, decides whether it changed, and publishes the change. */
@ApplicationScoped
public class ChangeDetector {
    private static final Logger LOG = Logger.getLogger(ChangeDetector.class);

    private final Photos photos;
    private final Users users;
    private final Ledger ledger;
    private final HintLaneChoice laneChoice;
    private final PhotoEventPublisher publisher;
    private final RemovalCandidateStore candidates;
    private final LostEvents lostEvents;
    private final Mode mode;
    private final Scope scope;
    private final Clock clock;

    ChangeDetector(
            Photos photos,
            Users users,
            Ledger ledger,
            HintLaneChoice laneChoice,
            PhotoEventPublisher publisher,
            RemovalCandidateStore candidates,
            LostEvents lostEvents,
            ModeSettings mode,
            Scope scope,
            Clock clock) {
        this.photos = photos;
        this.users = users;
        this.ledger = ledger;
        this.laneChoice = laneChoice;
        this.publisher = publisher;
        this.candidates = candidates;
        this.lostEvents = lostEvents;
        this.mode = mode.mode();
        this.scope = scope;
        this.clock = clock;
    }

    /** @param changedAt when the user changed, as Graph notified */
    public record DetectionRequest(String userId, Instant changedAt, Cause cause, CallContext callContext) {}

    /** What follows from that state of the photo, given what the ledger knows now. */
    public Decision decide(String userId, PhotoState seen) {
        UserState userState = ledger.of(userId);
        if (!scope.covers(userState)) {
            return new Decision.Nothing(Why.OUT_OF_SCOPE);
        }
        Instant now = clock.instant();
        Instant notBefore = lostEvents.before(userId);
        return RepublishInterval.of(Decision.of(seen, userState, notBefore, mode), seen, userState, notBefore, now);
    }

    /** Whether an answer "no photo" would be a removal: false if the user was settled meanwhile, or has left the tenant or the scope. */
    public boolean removalPossible(String userId) {
        boolean left =
                ledger.of(userId).roster().filter(entry -> !entry.managed()).isPresent();
        return !left && decide(userId, new PhotoState.Absent("first answer")) instanceof Decision.PerhapsRemoved;
    }

    /**
     * Reads the photo's metadata (one request; up to three where it changed) and publishes an event if it differs from the
     * settled photo.
     */
    public void detect(DetectionRequest request)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        if (!scope.covers(ledger.of(request.userId()))) {
            LOG.debugf("skipped user=%s reason=OUT_OF_SCOPE", request.userId());
            return;
        }
        if (!laneChoice.mayPublish(request.userId())) {
            return;
        }
        switch (read(request)) {
            case Decision.Updated(PhotoState.Present photo) -> {
                publish(request, photo);
                candidates.erase(request.userId());
            }
            case Decision.PerhapsRemoved() -> perhapsRemoved(request);
            case Decision.Nothing(Why reason) -> {
                LOG.debugf("no change user=%s reason=%s", request.userId(), reason);
                candidates.erase(request.userId());
            }
        }
    }

    /** One answer "no photo" is no removal: the leader asks a second time, some time later. */
    private void perhapsRemoved(DetectionRequest request)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<DirectoryUser> user = users.find(request.userId(), request.callContext());
        if (user.isPresent()) {
            LOG.infof("removal candidate user=%s, to be confirmed", request.userId());
            candidates.add(request.userId(), user.get().userPrincipalName(), request.cause());
        }
    }

    private Decision read(DetectionRequest request) throws MicrosoftCallException, InterruptedException {
        return decide(request.userId(), photos.state(request.userId(), request.callContext()));
    }

    private void publish(DetectionRequest request, PhotoState.Present photo)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<Lane> lane = laneChoice.of(request.userId(), photo);
        if (lane.isEmpty()) {
            return;
        }
        Optional<DirectoryUser> user = users.find(request.userId(), request.callContext());
        if (user.isEmpty() || user.get().isGuest()) {
            LOG.debugf("skipped user=%s reason=GUEST_OR_GONE", request.userId());
            return;
        }
        publisher.updated(change(request, user.get(), lane.get()), photo);
    }

    private static PhotoEventPublisher.DetectedChange change(DetectionRequest request, DirectoryUser user, Lane lane) {
        return new PhotoEventPublisher.DetectedChange(
                request.userId(), user.userPrincipalName(), request.changedAt(), request.cause(), lane);
    }
}
