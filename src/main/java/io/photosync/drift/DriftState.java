package io.photosync.drift;

import java.time.Instant;
import java.util.Optional;

/** State of the library check on this replica. */
public sealed interface DriftState {

    /** Disabled by a setting. */
    record Off() implements DriftState {}

    /** Another replica leads, or none does yet. */
    record Elsewhere() implements DriftState {}

    /**
     * @param next time of the next check
     * @param failure message of the last check, if it failed
     */
    record Waiting(Instant next, Optional<String> failure) implements DriftState {}

    /** @param people users whose files are expected */
    record Reading(Instant since, int people) implements DriftState {}

    /** @param people users with findings */
    record Repairing(Instant since, int people) implements DriftState {}
}
