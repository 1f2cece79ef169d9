package io.photosync.drift;

import java.time.Instant;
import java.util.Optional;

/** State of the spot check on this replica. */
public sealed interface SpotCheckState {

    /** Disabled by a setting. */
    record Off() implements SpotCheckState {}

    /** Another replica leads, or none does yet. */
    record Elsewhere() implements SpotCheckState {}

    /**
     * @param next time of the next check
     * @param failure message of the last check, if it broke off
     */
    record Waiting(Instant next, Optional<String> failure) implements SpotCheckState {}

    /** @param users number of drawn users */
    record Comparing(Instant since, int users) implements SpotCheckState {}

    /** @param users number of differing users, to be compared again */
    record Confirming(Instant from, int users) implements SpotCheckState {}
}
