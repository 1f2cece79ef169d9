package io.photosync.sync;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the group still counts this member in, as far as can be known here: a consumer that is cut off from Kafka is told nothing,
 * while its partitions are given to others. Whoever has had no answer for as long as a session lasts must take them for lost.
 */
final class GroupSession {
    private final Duration lasts;
    private final DoubleSupplier answers;
    private final LongSupplier nanos;
    private double counted;
    private long answeredAt;

    /**
     * @param lasts until another member may be at work
     * @param answers how many heartbeats were answered until now
     * @param nanos a monotonic source
     */
    GroupSession(Duration lasts, DoubleSupplier answers, LongSupplier nanos) {
        this.lasts = lasts;
        this.answers = answers;
        this.nanos = nanos;
        begin();
    }

    /** Partitions were assigned: the group has just answered. */
    void begin() {
        counted = answers.getAsDouble();
        answeredAt = nanos.getAsLong();
    }

    /** Whether it may be over. */
    boolean lapsed() {
        return silent().compareTo(lasts) > 0;
    }

    /** For how long no heartbeat was answered, as far as was looked. */
    Duration silent() {
        double now = answers.getAsDouble();
        if (now != counted) {
            counted = now;
            answeredAt = nanos.getAsLong();
        }
        return Duration.ofNanos(nanos.getAsLong() - answeredAt);
    }
}
