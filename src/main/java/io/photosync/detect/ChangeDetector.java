package io.photosync.detect;

import io.photosync.detect.Decision.Why;
import io.photosync.graph.PhotoState;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LostEvents;
import io.photosync.ledger.Mode;
import io.photosync.ledger.ModeSettings;
import io.photosync.ledger.Scope;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Decides whether a user's photo changed, given what the ledger knows now. Hints, the sweep and the second answer
 * before a removal ask here alike; none of them calls Microsoft through this class.
 */
@ApplicationScoped
public class ChangeDetector {
    private final Ledger ledger;
    private final LostEvents lostEvents;
    private final Mode mode;
    private final Scope scope;
    private final Clock clock;

    ChangeDetector(Ledger ledger, LostEvents lostEvents, ModeSettings mode, Scope scope, Clock clock) {
        this.ledger = ledger;
        this.lostEvents = lostEvents;
        this.mode = mode.mode();
        this.scope = scope;
        this.clock = clock;
    }

    /** What follows from that state of the photo. */
    public Decision decide(String userId, PhotoState seen) {
        UserState userState = ledger.of(userId);
        if (!scope.covers(userState)) {
            return new Decision.Nothing(Why.OUT_OF_SCOPE);
        }
        Instant now = clock.instant();
        Instant notBefore = lostEvents.before(userId);
        return RepublishInterval.of(Decision.of(seen, userState, notBefore, mode), seen, userState, notBefore, now);
    }

    /** Whether photo sync manages the user at all. Of others no photo need be read. */
    boolean inScope(String userId) {
        return scope.covers(ledger.of(userId));
    }

    /**
     * Whether an answer "no photo" would be a removal: false if the user was settled meanwhile, or has left the tenant
     * or the scope.
     */
    public boolean removalPossible(String userId) {
        boolean left =
                ledger.of(userId).roster().filter(entry -> !entry.managed()).isPresent();
        return !left && decide(userId, new PhotoState.Absent("first answer")) instanceof Decision.PerhapsRemoved;
    }
}
