package io.photosync.sweep;

import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How soon a change is noticed, as the rounds go now.
 *
 * @param within the longest of what was promised, what the last round took and what this one has taken
 * @param broken why that is not what was promised; absent when all is well
 */
public record DetectionDelay(Duration within, Optional<String> broken) {
    /** The leader says every few seconds how far it is; the next one needs half a minute. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /**
     * @param state absent when no leader has said anything yet
     * @param since when this replica began to listen
     */
    public static DetectionDelay of(Optional<SweepState> state, Duration every, Instant since, Instant now) {
        Duration last = state.flatMap(SweepState::last).map(Ended::took).orElse(Duration.ZERO);
        Duration elapsed = state.flatMap(SweepState::running)
                .map(Running::startedAt)
                .map(begin -> Duration.between(begin, now))
                .orElse(Duration.ZERO);
        Duration within =
                Stream.of(every, last, elapsed).max(Duration::compareTo).orElse(every);
        Instant heard = state.map(SweepState::savedAt).orElse(since);
        Optional<String> answers =
                state.flatMap(SweepState::last).flatMap(Ended::answers).flatMap(PassAnswers::broken);
        return new DetectionDelay(
                within, broken(every, last, elapsed, heard, now).or(() -> answers));
    }

    private static Optional<String> broken(
            Duration every, Duration last, Duration elapsed, Instant heard, Instant now) {
        if (heard.plus(SILENCE).isBefore(now)) {
            return Optional.of("no word of a sweep since %s: nobody leads, or Kafka is away".formatted(heard));
        }
        Duration tooLong = every.multipliedBy(2);
        if (elapsed.compareTo(tooLong) > 0) {
            return Optional.of("this round has taken %s so far, a round is to take %s"
                    .formatted(minutes(elapsed), minutes(every)));
        }
        if (last.compareTo(tooLong) > 0) {
            return Optional.of(
                    "the last round took %s, a round is to take %s".formatted(minutes(last), minutes(every)));
        }
        return Optional.empty();
    }

    /** For people. */
    public String text() {
        return "a change is noticed within " + minutes(within);
    }

    private static String minutes(Duration time) {
        long minutes = Math.ceilDiv(time.toSeconds(), 60);
        return minutes <= 1 ? "1 minute" : minutes + " minutes";
    }
}
