package io.photosync.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Priority and deadline of a request, and how patient its caller is with a failure.
 *
 * @param deadline nothing is sent and no answer awaited after it: a call that cannot be made in time fails as {@link
 *     Failure.Kind#THROTTLED}; one that starts or is answered too late, as {@link Failure.Kind#UNREACHABLE}
 * @param repeats which failures of a request to Graph are repeated immediately; SharePoint's room decides by itself
 */
public record CallContext(Priority priority, Instant deadline, Repeats repeats) {
    /** With no time left a step fails at once; most clients read zero as "no limit". */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** Of a caller that comes back later by itself. */
    public CallContext(Priority priority, Instant deadline) {
        this(priority, deadline, Repeats.NONE);
    }

    /** The same, with a deadline from now. */
    public static CallContext within(Priority priority, Duration patience, Clock clock) {
        return new CallContext(priority, clock.instant().plus(patience));
    }

    /** The same on behalf of somebody who waits for the answer: a transient failure is repeated once. */
    public CallContext awaited() {
        return new CallContext(priority, deadline, Repeats.FIRST);
    }

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
