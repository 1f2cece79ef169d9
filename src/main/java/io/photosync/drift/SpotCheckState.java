package io.photosync.drift;

import java.time.Instant;
import java.util.Optional;

/** What a replica does about the spot check. */
public sealed interface SpotCheckState {

    /** Switched off by a setting. */
    record Off() implements SpotCheckState {}

    /** Another replica leads, or none yet. */
    record Elsewhere() implements SpotCheckState {}

    /** @param failure why the last one broke off */
    record Waiting(Instant next, Optional<String> failure) implements SpotCheckState {}

    /** @param users who were drawn */
    record Comparing(Instant since, int users) implements SpotCheckState {}

    /** @param users who differ, and are compared once more */
    record Confirming(Instant from, int users) implements SpotCheckState {}
}
