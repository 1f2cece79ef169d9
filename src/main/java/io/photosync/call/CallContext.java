package io.photosync.call;

import java.time.Duration;
import java.time.Instant;

/**
 * On whose behalf a request is made, and until when it is worth waiting for leave to send it.
 *
 * @param deadline nothing is sent after it and no answer awaited beyond it: a call that cannot be made before it fails as {@link
 *     Failure.Kind#THROTTLED}, one that comes too late or is answered too late as {@link Failure.Kind#UNREACHABLE}
 */
public record CallContext(Priority priority, Instant deadline) {
    /** Where nothing is left, a step fails at once; zero would mean "without limit" to most clients. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** How long one step of the call may take: that much, or what is left until the deadline; a millisecond when nothing is. */
    public Duration atMost(Duration usually, Instant now) {
        Duration left = Duration.between(now, deadline);
        Duration cut = left.compareTo(usually) < 0 ? left : usually;
        return cut.compareTo(LEAST) < 0 ? LEAST : cut;
    }

    /** Whether the time is over. */
    public boolean over(Instant now) {
        return !now.isBefore(deadline);
    }
}
