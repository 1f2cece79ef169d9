package io.photosync.detect;

import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.ledger.UserState;
import java.time.Instant;
import java.util.Optional;

/** What a change that a hint led to most likely is. A hint does not say whether a user or an import made it. */
enum HintedChange {
    /** None at all: a user of the first fill, at whom something else was changed. */
    FILL,
    /** A user's, or one of an import. */
    CHANGE,
    /** A user's: the photo is another one than that for which the user waits in the bulk lane or in front of it. */
    CHANGED_AGAIN;

    /**
     * @param etag of the photo now, which is not the settled one
     * @param firstRound whether the sweep has not seen all users of this tenant yet
     */
    static HintedChange of(UserState userState, String etag, boolean firstRound) {
        if (waitsFor(userState).filter(waiting -> !waiting.equals(etag)).isPresent()) {
            return CHANGED_AGAIN;
        }
        Optional<String> seen = userState.roster().flatMap(RosterEntry::mediaEtag);
        boolean fill = seen.map(etag::equals).orElse(firstRound);
        return userState.settled().isEmpty() && fill ? FILL : CHANGE;
    }

    /** The photo that the bulk lane or its backlog has in store for the user. */
    private static Optional<String> waitsFor(UserState userState) {
        Optional<PhotoEvent> coming = userState.onItsWay(Instant.MIN);
        return coming.isPresent()
                ? coming.filter(event -> userState.bulk().filter(event::equals).isPresent())
                        .flatMap(event -> event.data().mediaEtag())
                : userState
                        .roster()
                        .filter(entry -> seenSince(userState, entry))
                        .flatMap(RosterEntry::mediaEtag);
    }

    /** The backlog is the leader's; that the sweep saw a photo of which there is neither event nor end says the same. */
    private static boolean seenSince(UserState userState, RosterEntry entry) {
        Optional<Settlement> end = userState.settled();
        return end.isEmpty()
                || !end.get().mediaEtag().equals(entry.mediaEtag())
                        && entry.seenAt()
                                .filter(seen -> seen.isAfter(end.get().at()))
                                .isPresent();
    }
}
