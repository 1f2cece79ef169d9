package io.photosync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Distinguishes stuck work from waiting work. Pure: the same state gives the same verdict.
 *
 * <p>Kafka's own signs do not suffice: a lag grows during an intended pause too, and a consumer that polls may do no
 * work.
 */
public final class Watchdog {
    /** This long with work to do and nothing finished is too long. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Each call has a time limit and each attempt a deadline of two minutes; one that is older than this hangs. */
    static final Duration ATTEMPT_AT_MOST = Duration.ofMinutes(5);

    private Watchdog() {}

    /**
     * @param waitsFor what keeps a lane waiting: a pause, an outage, an empty budget; nothing if it should be working
     * @return what is stuck, or nothing
     */
    public static Optional<String> stuck(
            LaneState lanes, Function<TaskSource, Optional<String>> waitsFor, Instant now) {
        if (lanes.oldestInHand().filter(now.minus(ATTEMPT_AT_MOST)::isAfter).isPresent()) {
            return Optional.of("an attempt that began %s has outlived its deadline"
                    .formatted(lanes.oldestInHand().get()));
        }
        if (lanes.turnedAt().plus(PATIENCE).isBefore(now)) {
            return Optional.of("the lanes' consumer has not gone round since %s".formatted(lanes.turnedAt()));
        }
        if (!lanes.finishedAt().plus(PATIENCE).isBefore(now)) {
            return Optional.empty();
        }
        return Stream.of(TaskSource.values())
                .filter(source ->
                        lanes.workIn(source) > 0 && waitsFor.apply(source).isEmpty())
                .findFirst()
                .map(source -> "%d in lane %s wait for nothing known, and nothing was finished since %s"
                        .formatted(lanes.workIn(source), source, lanes.finishedAt()));
    }
}
