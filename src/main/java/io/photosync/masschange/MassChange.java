package io.photosync.masschange;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A photo that came for many users at once.
 *
 * @param users whose last sync was held for it
 * @param since when the first of them was; absent when none is
 */
public record MassChange(String sha256, int users, Optional<Instant> since, Optional<MassChangeDecision> decision) {

    /** How it stands. */
    public enum State {
        HELD,
        RELEASED,
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state() {
        return decision.map(MassChangeDecision::action)
                .map(action -> switch (action) {
                    case RELEASE -> State.RELEASED;
                    case REFUSE -> State.REFUSED;
                })
                .orElse(State.HELD);
    }
}
