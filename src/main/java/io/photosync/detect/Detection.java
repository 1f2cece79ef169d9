package io.photosync.detect;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.detect.Decision.Why;
import io.photosync.event.Lane;
import io.photosync.event.Mode;
import io.photosync.event.ModeSettings;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.DirectoryUser;
import io.photosync.exchange.PhotoState;
import io.photosync.exchange.Photos;
import io.photosync.exchange.Users;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LostEvents;
import io.photosync.ledger.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at one user and publishes what changed. */
@ApplicationScoped
public class Detection {
    private static final Logger LOG = Logger.getLogger(Detection.class);

    private final Photos photos;
    private final Users users;
    private final Ledger ledger;
    private final HintLanes choice;
    private final LaneWriter lanes;
    private final SuspectNotes suspects;
    private final LostEvents lost;
    private final Mode mode;
    private final Scope scope;
    private final Clock clock;

    Detection(
            Photos photos,
            Users users,
            Ledger ledger,
            HintLanes choice,
            LaneWriter lanes,
            SuspectNotes suspects,
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
    public record Look(String userId, Instant changedAt, Cause cause, Ask ask) {}

    /** What is to be done about that state of the photo, as far as is known now. */
    Decision decide(String userId, PhotoState seen) {
        Known known = ledger.of(userId);
        if (!scope.covers(known)) {
            return new Decision.Nothing(Why.OUT_OF_SCOPE);
        }
        Instant now = clock.instant();
        Instant notBefore = lost.before(userId);
        return LookPace.of(Decision.of(seen, known, notBefore, mode), seen, known, notBefore, now);
    }

    /**
     * Reads the photo's metadata (one request; up to three where it changed) and publishes an event if it is another one than the
     * settled one.
     */
    public void look(Look look) throws CallFailed, NotWritten, InterruptedException {
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
    private void perhapsRemoved(Look look) throws CallFailed, NotWritten, InterruptedException {
        Optional<DirectoryUser> user = users.find(look.userId(), look.ask());
        if (user.isPresent()) {
            LOG.infof("no photo any more user=%s, to be confirmed", look.userId());
            suspects.leave(look.userId(), user.get().userPrincipalName(), look.cause());
        }
    }

    private Decision ask(Look look) throws CallFailed, InterruptedException {
        return decide(look.userId(), photos.state(look.userId(), look.ask()));
    }

    private void updated(Look look, PhotoState.Present photo) throws CallFailed, NotWritten, InterruptedException {
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

    private static LaneWriter.Find find(Look look, DirectoryUser user, Lane lane) {
        return new LaneWriter.Find(look.userId(), user.userPrincipalName(), look.changedAt(), look.cause(), lane);
    }
}
