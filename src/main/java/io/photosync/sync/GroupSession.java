package io.photosync.sync;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Whether this member may still be in its consumer group. A consumer that is cut off from Kafka learns nothing while
 * its partitions go to other members: after a session timeout without an answered heartbeat it must treat them as lost.
 */
final class GroupSession {
    private final Duration timeout;
    private final DoubleSupplier answers;
    private final LongSupplier nanos;
    private double counted;
    private long answeredAt;

    /**
     * @param timeout after this another member may own the partitions
     * @param answers how many heartbeats were answered so far
     * @param nanos a monotonic clock
     */
    GroupSession(Duration timeout, DoubleSupplier answers, LongSupplier nanos) {
        this.timeout = timeout;
        this.answers = answers;
        this.nanos = nanos;
        restart();
    }

    /** Partitions were assigned: the group has just answered. */
    void restart() {
        counted = answers.getAsDouble();
        answeredAt = nanos.getAsLong();
    }

    /** Whether the session may have timed out. */
    boolean lapsed() {
        return silent().compareTo(timeout) > 0;
    }

    /** How long no heartbeat has been answered, as of the calls so far. */
    Duration silent() {
        double now = answers.getAsDouble();
        if (now != counted) {
            counted = now;
            answeredAt = nanos.getAsLong();
        }
        return Duration.ofNanos(nanos.getAsLong() - answeredAt);
    }
}
