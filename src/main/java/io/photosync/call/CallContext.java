package io.photosync.call;

import java.time.Duration;
import java.time.Instant;

/**
 * Priority and deadline of a request.
 *
 * @param deadline nothing is sent and no answer awaited after it: a call that cannot be made in time fails as {@link
 *     Failure.Kind#THROTTLED}; one that starts or is answered too late, as {@link Failure.Kind#UNREACHABLE}
 */
public record CallContext(Priority priority, Instant deadline) {
    /** With no time left a step fails at once; most clients read zero as "no limit". */
    private static final Duration LEAST = Duration.ofMillis(1);

    /**
     * Time limit of one step of the call: {@code usually}, or what is left until the deadline; a millisecond when
     * nothing is left.
     */
    public Duration atMost(Duration usually, Instant now) {
        Duration left = Duration.between(now, deadline);
        Duration cut = left.compareTo(usually) < 0 ? left : usually;
        return cut.compareTo(LEAST) < 0 ? LEAST : cut;
    }

    public boolean over(Instant now) {
        return !now.isBefore(deadline);
    }
}
