package io.photosync.detect;

import io.photosync.event.Mode;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.graph.PhotoState;
import io.photosync.ledger.UserState;
import java.time.Instant;
import java.util.Optional;

/** What is to be done about a photo's state, given what is known of the user. */
public sealed interface Decision {

    /** Another photo than the settled one. */
    record Updated(PhotoState.Present photo) implements Decision {}

    /** There was a photo, and now the answer is "none": to be asked once more. */
    record PerhapsRemoved() implements Decision {}

    /** Nothing to publish. */
    record Nothing(Why why) implements Decision {}

    /** Why there is nothing to publish. */
    enum Why {
        SETTLED,
        ON_ITS_WAY,
        DEAD_LETTERED,
        /** There are metadata, and were no bytes: looked at again ever more rarely. */
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
     * @param notBefore an event on its way that was detected before that time was lost, and suppresses no second one
     * @param mode what was only observed is looked at again when observing is over, and not before
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
        Optional<PhotoEvent> coming = userState.onItsWay(notBefore);
        if (coming.isPresent()) {
            // What is on its way will settle after what is settled now, and may have read the photo before it changed
            // back.
            boolean same = coming.filter(event ->
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
            // A dead letter that is neither open nor discarded was lost track of.
            case DEAD_LETTERED -> userState.letter().isPresent() ? new Nothing(Why.DEAD_LETTERED) : new Updated(photo);
            case SKIPPED -> skipped(end, photo, userState, mode);
            case REMOVED, WRITING -> new Updated(photo);
        };
    }

    private static Decision skipped(Settlement end, PhotoState.Present photo, UserState userState, Mode mode) {
        // Guests become members; whom the roster does not know, the directory is asked about before an event is
        // published.
        boolean guest = userState.roster().filter(RosterEntry::guest).isPresent();
        if (guest && end.reason().filter("GUEST"::equals).isPresent()) {
            return new Nothing(Why.GUEST);
        }
        if (end.heldPhoto().isPresent()) {
            return new Nothing(Why.MASS_CHANGE);
        }
        // There is a photo: whatever the reason was, it must be looked at again. How soon is for LookPace to say.
        return observed(end, mode) ? new Nothing(Why.OBSERVED) : new Updated(photo);
    }

    private static boolean observed(Settlement end, Mode mode) {
        return mode == Mode.OBSERVE
                && end.reason().filter("OBSERVE_ONLY"::equals).isPresent();
    }

    private static Decision absent(UserState userState, Instant notBefore, Mode mode) {
        Optional<PhotoEvent> coming = userState.onItsWay(notBefore);
        if (coming.isPresent()) {
            // The sync of a photo that was there a moment ago may have read it already, and is about to show it.
            return coming.get().removal() ? new Nothing(Why.ON_ITS_WAY) : new PerhapsRemoved();
        }
        boolean something = userState.target().fileBaseName().isPresent();
        return userState
                .settled()
                .map(end -> switch (end.state()) {
                    case REMOVED -> new Nothing(Why.SETTLED);
                    case DISCARDED -> end.mediaEtag().isEmpty() ? new Nothing(Why.DISCARDED) : perhaps(something);
                    case DEAD_LETTERED ->
                        end.mediaEtag().isEmpty() && userState.letter().isPresent()
                                ? new Nothing(Why.DEAD_LETTERED)
                                : perhaps(something);
                    case SKIPPED ->
                        end.mediaEtag().isEmpty() && observed(end, mode)
                                ? new Nothing(Why.OBSERVED)
                                : perhaps(something);
                    case SYNCED, UNCHANGED, WRITING -> perhaps(something);
                })
                .orElseGet(() -> perhaps(something));
    }

    private static Decision perhaps(boolean something) {
        return something ? new PerhapsRemoved() : new Nothing(Why.NEVER_HAD_ONE);
    }
}
