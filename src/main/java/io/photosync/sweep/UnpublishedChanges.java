package io.photosync.sweep;

import io.photosync.detect.ChangeDetector;
import io.photosync.detect.Decision;
import io.photosync.detect.PhotoEventPublisher.DetectedChange;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.graph.PhotoState;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Changes that the sweep has seen, in this term or another, and that are in no lane yet. */
@ApplicationScoped
class UnpublishedChanges {
    private final Ledger ledger;
    private final ChangeDetector changeDetector;
    private final Clock clock;

    UnpublishedChanges(Ledger ledger, ChangeDetector changeDetector, Clock clock) {
        this.ledger = ledger;
        this.changeDetector = changeDetector;
        this.clock = clock;
    }

    /**
     * The photos by user id, with size 0, as the roster does not keep it. Users whose photo is being removed are left
     * out: if there is a new photo, the next pass finds it.
     */
    Map<String, PhotoState.Present> all() {
        Map<String, PhotoState.Present> photos = new LinkedHashMap<>();
        ledger.roster().forEach((userId, entry) -> seen(entry)
                .filter(photo -> changeDetector.decide(userId, photo) instanceof Decision.Updated)
                .filter(photo -> !removed(ledger.of(userId)))
                .ifPresent(photo -> photos.put(userId, photo)));
        return photos;
    }

    /**
     * The change to publish for a user from the backlog. Empty if it was published or the user left the tenant
     * meanwhile: a hint or an operator may have been faster.
     */
    Optional<DetectedChange> change(String userId, PhotoState.Present photo) {
        UserState userState = ledger.of(userId);
        Cause cause = userState.settled().isEmpty() ? Cause.FIRST_FILL : Cause.SWEEP;
        return userState
                .roster()
                .filter(RosterEntry::managed)
                .filter(entry -> changeDetector.decide(userId, photo) instanceof Decision.Updated)
                .map(RosterEntry::userPrincipalName)
                .map(name -> new DetectedChange(userId, name, clock.instant(), cause, Lane.BULK));
    }

    private static boolean removed(UserState userState) {
        boolean inFlight =
                userState.onItsWay(Instant.MIN).filter(PhotoEvent::removal).isPresent();
        boolean settled = userState
                .settled()
                .filter(end -> end.state() == Settlement.State.REMOVED)
                .isPresent();
        return inFlight || settled;
    }

    private static Optional<PhotoState.Present> seen(RosterEntry entry) {
        return entry.managed() ? entry.mediaEtag().map(etag -> new PhotoState.Present(etag, 0, 0)) : Optional.empty();
    }
}
