package io.photosync.masschange;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A photo that many users got at once.
 *
 * @param sha256 of the photo's bytes, hexadecimal in lower case
 * @param users number of users whose last sync was held for it
 * @param since when the first of them was held; absent when none is
 * @param decision of an operator, if there is one
 */
public record MassChange(String sha256, int users, Optional<Instant> since, Optional<MassChangeDecision> decision) {

    /** State of the photo. */
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
