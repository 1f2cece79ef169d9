package io.photosync.drift;

import java.time.Instant;
import java.util.Optional;

/** What a replica does about the check of the library. */
public sealed interface DriftState {

    /** Switched off by a setting. */
    record Off() implements DriftState {}

    /** Another replica leads, or none yet. */
    record Elsewhere() implements DriftState {}

    /** @param failure why the last listing was not read to its end */
    record Waiting(Instant next, Optional<String> failure) implements DriftState {}

    /** @param people whose files are looked for */
    record Reading(Instant since, int people) implements DriftState {}

    /** @param people whose files are to be written again */
    record Repairing(Instant since, int people) implements DriftState {}
}
