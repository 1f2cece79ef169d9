package io.photosync.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Distinguishes a stalled activity from an idle one: all tries have failed for that long. Thread-safe.
 */
public final class Standstill {
    private final Clock clock;
    private Optional<Run> failing = Optional.empty();

    private record Run(Instant since, Instant last, String why) {}

    public Standstill(Clock clock) {
        this.clock = clock;
    }

    /** A try succeeded. */
    public synchronized void succeeded() {
        failing = Optional.empty();
    }

    /** @param why the failure's message */
    public synchronized void failed(String why) {
        Instant now = clock.instant();
        failing = Optional.of(new Run(failing.map(Run::since).orElse(now), now, why));
    }

    /** @return since when and why, if all tries between two that far apart failed */
    public synchronized Optional<String> lasted(Duration atLeast) {
        return failing.filter(run -> !run.since().plus(atLeast).isAfter(run.last()))
                .map(run -> "since %s: %s".formatted(run.since(), run.why()));
    }
}
