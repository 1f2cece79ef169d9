package io.photosync.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * How many hints may wait for Kafka, and whether it is of any use to hand it more. Kafka's producer blocks while it knows no
 * broker, one record after another; whoever queues behind it is answered late. So while it fails, all but one trial a second are refused
 * at once. Whatever Kafka takes opens the gate again.
 */
final class HintBackpressure {
    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(1);

    /** Whether hints may be handed over. */
    sealed interface Admission {}

    /** Each of the hints must be reported by {@link #taken} or {@link #failed}, sooner or later. */
    record Admitted() implements Admission {}

    record Refused(String why) implements Admission {}

    /** Whether this report changed how things stand. */
    enum Change {
        NONE,
        BEGAN_TO_FAIL,
        FLOWS_AGAIN
    }

    private final int mostWaiting;
    private int waiting;
    private boolean failing;
    private Instant nextTrial = Instant.MIN;

    HintBackpressure(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    synchronized Admission enter(int hints, Instant now) {
        if (failing && now.isBefore(nextTrial)) {
            return new Refused("Kafka takes nothing at the moment");
        }
        if (waiting > 0 && waiting + hints > mostWaiting) {
            return new Refused("%d hints wait for Kafka, at most %d may".formatted(waiting, mostWaiting));
        }
        if (failing) {
            nextTrial = now.plus(BETWEEN_TRIALS);
        }
        waiting += hints;
        return new Admitted();
    }

    /** Kafka has the hint. */
    synchronized Change taken() {
        waiting--;
        Change change = failing ? Change.FLOWS_AGAIN : Change.NONE;
        failing = false;
        return change;
    }

    /** Kafka did not take the hint and will not. */
    synchronized Change failed(Instant now) {
        waiting--;
        return late(now);
    }

    /** An answer had to be given without Kafka's; the hints still wait. */
    synchronized Change late(Instant now) {
        Change change = failing ? Change.NONE : Change.BEGAN_TO_FAIL;
        if (!failing) {
            nextTrial = now.plus(BETWEEN_TRIALS);
        }
        failing = true;
        return change;
    }

    synchronized int waiting() {
        return waiting;
    }

    synchronized boolean failing() {
        return failing;
    }
}
