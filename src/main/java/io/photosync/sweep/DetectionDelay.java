package io.photosync.sweep;

import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How soon a change is detected, as the passes go now.
 *
 * @param within the longest of the configured time, the last pass and the running pass so far
 * @param broken why the configured time is not met; absent when it is
 */
public record DetectionDelay(Duration within, Optional<String> broken) {
    /** The leader saves its progress every few seconds; a new leader needs half a minute. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /**
     * @param state absent when no leader has saved anything yet
     * @param since when this replica started
     */
    public static DetectionDelay of(Optional<SweepState> state, Duration every, Instant since, Instant now) {
        Duration last = state.flatMap(SweepState::last).map(Ended::took).orElse(Duration.ZERO);
        Duration elapsed = state.flatMap(SweepState::running)
                .map(Running::startedAt)
                .map(start -> Duration.between(start, now))
                .orElse(Duration.ZERO);
        Duration within =
                Stream.of(every, last, elapsed).max(Duration::compareTo).orElse(every);
        Instant savedAt = state.map(SweepState::savedAt).orElse(since);
        Optional<String> answers =
                state.flatMap(SweepState::last).flatMap(Ended::answers).flatMap(PassAnswers::broken);
        return new DetectionDelay(
                within, broken(every, last, elapsed, savedAt, now).or(() -> answers));
    }

    private static Optional<String> broken(
            Duration every, Duration last, Duration elapsed, Instant savedAt, Instant now) {
        if (savedAt.plus(SILENCE).isBefore(now)) {
            return Optional.of(
                    "no progress of the sweep since %s: no replica leads, or Kafka is away".formatted(savedAt));
        }
        Duration tooLong = every.multipliedBy(2);
        if (elapsed.compareTo(tooLong) > 0) {
            return Optional.of(
                    "this pass has taken %s so far, a pass should take %s".formatted(minutes(elapsed), minutes(every)));
        }
        if (last.compareTo(tooLong) > 0) {
            return Optional.of("the last pass took %s, a pass should take %s".formatted(minutes(last), minutes(every)));
        }
        return Optional.empty();
    }

    /** For operators. */
    public String text() {
        return "a change is noticed within " + minutes(within);
    }

    private static String minutes(Duration time) {
        long minutes = Math.ceilDiv(time.toSeconds(), 60);
        return minutes <= 1 ? "1 minute" : minutes + " minutes";
    }
}
