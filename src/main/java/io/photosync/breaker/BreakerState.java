package io.photosync.breaker;

import io.photosync.call.Failure;
import java.time.Instant;

/** Whether a service is usable. */
public sealed interface BreakerState {

    /** @param since when it closed, or when the process started */
    record Closed(Instant since) implements BreakerState {}

    /** @param failure the last probe's */
    record Open(Instant since, Failure failure) implements BreakerState {}

    /** Still open, while it is tried whether the service is back. */
    record HalfOpen(Instant since, Failure failure) implements BreakerState {}
}
