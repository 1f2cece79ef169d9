package io.photosync.detect;

import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.UserState;
import java.time.Instant;
import java.util.Optional;

/** What kind of change a hint most likely led to. A hint does not say whether a user or an import made the change. */
enum HintedChange {
    /** No change of the photo: a user of the first fill, of whom another property changed. */
    FILL,
    /** By the user, or by an import. */
    CHANGE,
    /** By the user: it is another photo than the one for which the user waits in the bulk lane or its backlog. */
    CHANGED_AGAIN;

    /**
     * @param etag of the photo now, which is not the settled one
     * @param firstPass whether the sweep has not checked all users of this tenant yet
     */
    static HintedChange of(UserState userState, String etag, boolean firstPass) {
        if (waitsFor(userState).filter(waiting -> !waiting.equals(etag)).isPresent()) {
            return CHANGED_AGAIN;
        }
        Optional<String> seen = userState.roster().flatMap(RosterEntry::mediaEtag);
        boolean fill = seen.map(etag::equals).orElse(firstPass);
        return userState.settled().isEmpty() && fill ? FILL : CHANGE;
    }

    /** The ETag of the photo that waits for the user in the bulk lane or its backlog. */
    private static Optional<String> waitsFor(UserState userState) {
        Optional<PhotoEvent> inFlight = userState.onItsWay(Instant.MIN);
        return inFlight.isPresent()
                ? inFlight.filter(
                                event -> userState.bulk().filter(event::equals).isPresent())
                        .flatMap(event -> event.data().mediaEtag())
                : userState
                        .roster()
                        .filter(entry -> seenSince(userState, entry))
                        .flatMap(RosterEntry::mediaEtag);
    }

    /**
     * The backlog is in the leader's memory; a photo that the sweep saw and that has neither event nor settlement is in
     * it.
     */
    private static boolean seenSince(UserState userState, RosterEntry entry) {
        Optional<Settlement> end = userState.settled();
        return end.isEmpty()
                || !end.get().mediaEtag().equals(entry.mediaEtag())
                        && entry.seenAt()
                                .filter(seen -> seen.isAfter(end.get().at()))
                                .isPresent();
    }
}
