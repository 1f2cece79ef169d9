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

/** Looks at one user and publishes what changed. */
@ApplicationScoped
public class ChangeDetector {
    private static final Logger LOG = Logger.getLogger(ChangeDetector.class);

    private final Photos photos;
    private final Users users;
    private final Ledger ledger;
    private final HintLaneChoice choice;
    private final PhotoEventPublisher lanes;
    private final RemovalCandidateStore suspects;
    private final LostEvents lost;
    private final Mode mode;
    private final Scope scope;
    private final Clock clock;

    ChangeDetector(
            Photos photos,
            Users users,
            Ledger ledger,
            HintLaneChoice choice,
            PhotoEventPublisher lanes,
            RemovalCandidateStore suspects,
            LostEvents lost,
            ModeSettings mode,
            Scope scope,
            Clock clock) {
        this.photos = photos;
        this.users = users;
        this.ledger = ledger;
        this.choice = choice;
        this.lanes = lanes;
        this.suspects = suspects;
        this.lost = lost;
        this.mode = mode.mode();
        this.scope = scope;
        this.clock = clock;
    }

    /** What a look was for. */
    public record DetectionRequest(String userId, Instant changedAt, Cause cause, CallContext ask) {}

    /** What is to be done about that state of the photo, as far as is known now. */
    public Decision decide(String userId, PhotoState seen) {
        UserState userState = ledger.of(userId);
        if (!scope.covers(userState)) {
            return new Decision.Nothing(Why.OUT_OF_SCOPE);
        }
        Instant now = clock.instant();
        Instant notBefore = lost.before(userId);
        return RepublishInterval.of(Decision.of(seen, userState, notBefore, mode), seen, userState, notBefore, now);
    }

    /** Whether an answer "no photo" would be a removal: false if the user was settled meanwhile, or has left the tenant or the scope. */
    public boolean removalPossible(String userId) {
        boolean left =
                ledger.of(userId).roster().filter(entry -> !entry.lookedAfter()).isPresent();
        return !left && decide(userId, new PhotoState.Absent("first answer")) instanceof Decision.PerhapsRemoved;
    }

    /**
     * Reads the photo's metadata (one request; up to three where it changed) and publishes an event if it is another one than the
     * settled one.
     */
    public void look(DetectionRequest look) throws MicrosoftCallException, WriteFailedException, InterruptedException {
        if (!scope.covers(ledger.of(look.userId()))) {
            LOG.debugf("left alone user=%s out of scope", look.userId());
            return;
        }
        if (!choice.anyRoom(look.userId())) {
            return;
        }
        switch (ask(look)) {
            case Decision.Updated(PhotoState.Present photo) -> {
                updated(look, photo);
                suspects.erase(look.userId());
            }
            case Decision.PerhapsRemoved() -> perhapsRemoved(look);
            case Decision.Nothing(Why why) -> {
                LOG.debugf("nothing changed user=%s why=%s", look.userId(), why);
                suspects.erase(look.userId());
            }
        }
    }

    /** One answer "no photo" is no removal: the second is got some time later, by whoever leads. */
    private void perhapsRemoved(DetectionRequest look)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<DirectoryUser> user = users.find(look.userId(), look.ask());
        if (user.isPresent()) {
            LOG.infof("no photo any more user=%s, to be confirmed", look.userId());
            suspects.leave(look.userId(), user.get().userPrincipalName(), look.cause());
        }
    }

    private Decision ask(DetectionRequest look) throws MicrosoftCallException, InterruptedException {
        return decide(look.userId(), photos.state(look.userId(), look.ask()));
    }

    private void updated(DetectionRequest look, PhotoState.Present photo)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<Lane> lane = choice.of(look.userId(), photo);
        if (lane.isEmpty()) {
            return;
        }
        Optional<DirectoryUser> user = users.find(look.userId(), look.ask());
        if (user.isEmpty() || user.get().isGuest()) {
            LOG.debugf("left alone user=%s guest or gone", look.userId());
            return;
        }
        lanes.updated(find(look, user.get(), lane.get()), photo);
    }

    private static PhotoEventPublisher.DetectedChange find(DetectionRequest look, DirectoryUser user, Lane lane) {
        return new PhotoEventPublisher.DetectedChange(
                look.userId(), user.userPrincipalName(), look.changedAt(), look.cause(), lane);
    }
}
