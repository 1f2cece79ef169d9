package io.photosync.detect;

import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
import io.photosync.graph.PhotoState;
import io.photosync.ledger.Mode;
import io.photosync.ledger.UserState;
import java.time.Instant;
import java.util.Optional;

/** What follows from a photo's state, given what is known of the user. */
public sealed interface Decision {

    /** Another photo than the settled one. */
    record Updated(PhotoState.Present photo) implements Decision {}

    /** There was a photo, and now Graph answers that there is none: to be confirmed. */
    record PerhapsRemoved() implements Decision {}

    /** Nothing to publish. */
    record Nothing(Why why) implements Decision {}

    /** Why there is nothing to publish. */
    enum Why {
        SETTLED,
        ON_ITS_WAY,
        DEAD_LETTERED,
        /** There are metadata, and were no bytes: published again at growing intervals. */
        NO_BYTES,
        DISCARDED,
        NEVER_HAD_ONE,
        NO_MAILBOX,
        USER_GONE,
        GUEST,
        /** Many users got this photo at once; an operator decides. */
        MASS_CHANGE,
        OUT_OF_SCOPE,
        OBSERVED
    }

    /**
     * @param notBefore an event in flight that was detected before that time is lost, and suppresses no second one
     * @param mode users that were only observed are published again in another mode, and not before
     */
    static Decision of(PhotoState seen, UserState userState, Instant notBefore, Mode mode) {
        return switch (seen) {
            case PhotoState.Present photo -> present(photo, userState, notBefore, mode);
            case PhotoState.Absent absent -> absent(userState, notBefore, mode);
            case PhotoState.NoMailbox noMailbox -> new Nothing(Why.NO_MAILBOX);
            case PhotoState.UserGone gone -> new Nothing(Why.USER_GONE);
        };
    }

    private static Decision present(PhotoState.Present photo, UserState userState, Instant notBefore, Mode mode) {
        Optional<String> etag = Optional.of(photo.mediaEtag());
        Optional<PhotoEvent> inFlight = userState.onItsWay(notBefore);
        if (inFlight.isPresent()) {
            // The event in flight will settle later, and may have read the photo before it changed back.
            boolean same = inFlight.filter(event ->
                            !event.removal() && event.data().mediaEtag().equals(etag))
                    .isPresent();
            return same ? new Nothing(Why.ON_ITS_WAY) : new Updated(photo);
        }
        Optional<Settlement> same =
                userState.settled().filter(end -> end.mediaEtag().equals(etag));
        return same.<Decision>map(end -> sameEtag(end, photo, userState, mode)).orElseGet(() -> new Updated(photo));
    }

    private static Decision sameEtag(Settlement end, PhotoState.Present photo, UserState userState, Mode mode) {
        return switch (end.state()) {
            case SYNCED, UNCHANGED -> new Nothing(Why.SETTLED);
            case DISCARDED -> new Nothing(Why.DISCARDED);
            // A dead letter that is neither open nor discarded is orphaned.
            case DEAD_LETTERED -> userState.letter().isPresent() ? new Nothing(Why.DEAD_LETTERED) : new Updated(photo);
            case SKIPPED -> skipped(end, photo, userState, mode);
            case REMOVED, WRITING -> new Updated(photo);
        };
    }

    private static Decision skipped(Settlement end, PhotoState.Present photo, UserState userState, Mode mode) {
        // Guests become members. For a user who is not in the roster, the directory is asked before publishing.
        boolean guest = userState.roster().filter(RosterEntry::guest).isPresent();
        if (guest && end.skipped(SkipReason.GUEST)) {
            return new Nothing(Why.GUEST);
        }
        if (end.heldPhoto().isPresent()) {
            return new Nothing(Why.MASS_CHANGE);
        }
        // There is a photo: whatever the reason was, it must be tried again. RepublishInterval says how soon.
        return observed(end, mode) ? new Nothing(Why.OBSERVED) : new Updated(photo);
    }

    private static boolean observed(Settlement end, Mode mode) {
        return mode == Mode.OBSERVE && end.skipped(SkipReason.OBSERVE_ONLY);
    }

    private static Decision absent(UserState userState, Instant notBefore, Mode mode) {
        Optional<PhotoEvent> inFlight = userState.onItsWay(notBefore);
        if (inFlight.isPresent()) {
            // The sync of a photo that was there a moment ago may have read it already, and is about to write it.
            return inFlight.get().removal() ? new Nothing(Why.ON_ITS_WAY) : new PerhapsRemoved();
        }
        boolean somethingShown = userState.target().fileBaseName().isPresent();
        return userState
                .settled()
                .map(end -> switch (end.state()) {
                    case REMOVED -> new Nothing(Why.SETTLED);
                    case DISCARDED ->
                        end.mediaEtag().isEmpty() ? new Nothing(Why.DISCARDED) : perhapsRemoved(somethingShown);
                    case DEAD_LETTERED ->
                        end.mediaEtag().isEmpty() && userState.letter().isPresent()
                                ? new Nothing(Why.DEAD_LETTERED)
                                : perhapsRemoved(somethingShown);
                    case SKIPPED ->
                        end.mediaEtag().isEmpty() && observed(end, mode)
                                ? new Nothing(Why.OBSERVED)
                                : perhapsRemoved(somethingShown);
                    case SYNCED, UNCHANGED, WRITING -> perhapsRemoved(somethingShown);
                })
                .orElseGet(() -> perhapsRemoved(somethingShown));
    }

    private static Decision perhapsRemoved(boolean somethingShown) {
        return somethingShown ? new PerhapsRemoved() : new Nothing(Why.NEVER_HAD_ONE);
    }
}
