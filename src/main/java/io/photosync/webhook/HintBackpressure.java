package io.photosync.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * Limits the hints that wait for Kafka. Kafka's producer blocks while it knows no broker, one record after another, and
 * hints queued behind it would be answered late. So while sending fails, all but one trial per second are refused
 * immediately; the first acknowledged hint ends this. Thread-safe.
 */
final class HintBackpressure {
    private static final Duration TRIAL_INTERVAL = Duration.ofSeconds(1);

    /** Whether hints may be sent. */
    sealed interface Admission {}

    /** Each hint must be reported later by {@link #acknowledged} or {@link #failed}. */
    record Admitted() implements Admission {}

    record Refused(String why) implements Admission {}

    /** Whether the report changed the state. */
    enum Change {
        NONE,
        FAILING,
        RECOVERED
    }

    private final int maxWaiting;
    private int waiting;
    private boolean failing;
    private Instant nextTrial = Instant.MIN;

    HintBackpressure(int maxWaiting) {
        this.maxWaiting = maxWaiting;
    }

    synchronized Admission enter(int hints, Instant now) {
        if (failing && now.isBefore(nextTrial)) {
            return new Refused("Kafka does not accept records at the moment");
        }
        if (waiting > 0 && waiting + hints > maxWaiting) {
            return new Refused("%d hints wait for Kafka, the limit is %d".formatted(waiting, maxWaiting));
        }
        if (failing) {
            nextTrial = now.plus(TRIAL_INTERVAL);
        }
        waiting += hints;
        return new Admitted();
    }

    /** Kafka has acknowledged a hint. */
    synchronized Change acknowledged() {
        waiting--;
        Change change = failing ? Change.RECOVERED : Change.NONE;
        failing = false;
        return change;
    }

    /** A hint was not sent and will not be. */
    synchronized Change failed(Instant now) {
        waiting--;
        return timedOut(now);
    }

    /** The answer to Graph could not wait for Kafka; the hints are still waiting. */
    synchronized Change timedOut(Instant now) {
        Change change = failing ? Change.NONE : Change.FAILING;
        if (!failing) {
            nextTrial = now.plus(TRIAL_INTERVAL);
        }
        failing = true;
        return change;
    }

    synchronized int waiting() {
        return waiting;
    }
}
