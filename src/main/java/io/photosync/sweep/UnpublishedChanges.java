package io.photosync.sweep;

import io.photosync.detect.ChangeDetector;
import io.photosync.detect.Decision;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.graph.PhotoState;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose photo the sweep saw, in this term or another, and nobody has told a lane of. Whose photo is being taken down is left out: if
 * there is a new one, the next round finds it.
 */
@ApplicationScoped
class UnpublishedChanges {
    private final Ledger ledger;
    private final ChangeDetector changeDetector;

    UnpublishedChanges(Ledger ledger, ChangeDetector changeDetector) {
        this.ledger = ledger;
        this.changeDetector = changeDetector;
    }

    /** By user id; the photos' sizes are not known any more, and 0. */
    Map<String, PhotoState.Present> all() {
        Map<String, PhotoState.Present> left = new LinkedHashMap<>();
        ledger.roster().forEach((userId, entry) -> seen(entry)
                .filter(photo -> changeDetector.decide(userId, photo) instanceof Decision.Updated)
                .filter(photo -> !removed(ledger.of(userId)))
                .ifPresent(photo -> left.put(userId, photo)));
        return left;
    }

    private static boolean removed(UserState userState) {
        boolean coming =
                userState.onItsWay(Instant.MIN).filter(PhotoEvent::removal).isPresent();
        boolean settled = userState
                .settled()
                .filter(end -> end.state() == Settlement.State.REMOVED)
                .isPresent();
        return coming || settled;
    }

    private static Optional<PhotoState.Present> seen(RosterEntry entry) {
        return entry.lookedAfter()
                ? entry.mediaEtag().map(etag -> new PhotoState.Present(etag, 0, 0))
                : Optional.empty();
    }
}
