package io.photosync.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells what stands still from what nobody tried: it was tried again and again, and nothing has come of it for so long. Thread-safe.
 */
public final class Standstill {
    private final Clock clock;
    private Optional<Run> failing = Optional.empty();

    private record Run(Instant since, Instant last, String why) {}

    public Standstill(Clock clock) {
        this.clock = clock;
    }

    /** Something came of a try. */
    public synchronized void succeeded() {
        failing = Optional.empty();
    }

    /** @param why in the words of whatever failed */
    public synchronized void failed(String why) {
        Instant now = clock.instant();
        failing = Optional.of(new Run(failing.map(Run::since).orElse(now), now, why));
    }

    /** @return since when and why, where nothing came of all tries between two that lie so far apart */
    public synchronized Optional<String> lasted(Duration atLeast) {
        return failing.filter(run -> !run.since().plus(atLeast).isAfter(run.last()))
                .map(run -> "since %s: %s".formatted(run.since(), run.why()));
    }
}
