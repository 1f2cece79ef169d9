package io.photosync.breaker;

import io.photosync.call.Failure;
import java.time.Instant;

/** Whether a service can be worked with. */
public sealed interface BreakerState {

    /** @param since when it closed, or when the process began */
    record Closed(Instant since) implements BreakerState {}

    /** @param failure why, in the words of the last probe */
    record Open(Instant since, Failure failure) implements BreakerState {}

    /** Still open, and being asked whether it is back. */
    record HalfOpen(Instant since, Failure failure) implements BreakerState {}
}
