package io.photosync.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long a failed event waits for its next try, and when it is given up. */
final class RetrySchedule {
    private final List<Duration> steps;
    private final double jitter;
    private final DoubleSupplier random;

    /** @param random numbers from 0 to 1 */
    RetrySchedule(List<Duration> steps, double jitter, DoubleSupplier random) {
        this.steps = List.copyOf(steps);
        this.jitter = jitter;
        this.random = random;
    }

    /** Whether a try is the last one: if it fails too, the event is given up. */
    boolean isLast(int tries) {
        return tries > steps.size();
    }

    /**
     * @param failures how often the event was tried in vain, this time included
     * @param notBefore a {@code Retry-After}, which is never undercut
     * @return the wait, or nothing when the event is to be given up
     */
    Optional<Duration> waitAfter(int failures, Optional<Duration> notBefore) {
        if (isLast(failures)) {
            return Optional.empty();
        }
        double factor = 1 + jitter * (2 * random.getAsDouble() - 1);
        Duration step = Duration.ofMillis(Math.round(steps.get(failures - 1).toMillis() * factor));
        return Optional.of(notBefore.filter(floor -> floor.compareTo(step) > 0).orElse(step));
    }
}
