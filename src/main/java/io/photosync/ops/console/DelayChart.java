package io.photosync.ops.console;

import io.photosync.ops.status.RecentDelays.LastHour;
import io.photosync.ops.status.RecentDelays.Minute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The measured delay of the last hour as lines in a box of {@value #WIDTH} by {@value #HEIGHT}. A minute without a
 * change is a gap; a minute between two gaps is a dot, which a line of one point draws with round ends.
 *
 * @param top delay at the upper edge
 * @param promise height of the promised delay's line; empty where nothing is promised
 */
record DelayChart(LastHour hour, Duration top, List<String> p50, List<String> p99, Optional<String> promise) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 120;
    /** The scale's least end: below it all is as good as nothing. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    static DelayChart of(LastHour hour, Optional<Duration> promised) {
        Duration top = Stream.concat(
                        hour.minutes().stream().flatMap(minute -> minute.p99().stream()),
                        Stream.concat(promised.stream(), Stream.of(LEAST)))
                .max(Duration::compareTo)
                .orElse(LEAST);
        Duration edge = top.multipliedBy(11).dividedBy(10);
        return new DelayChart(
                hour,
                edge,
                lines(hour.minutes(), Minute::p50, edge),
                lines(hour.minutes(), Minute::p99, edge),
                promised.map(delay -> height(delay, edge)));
    }

    /** Minutes with a change, for the table beside the chart. */
    public List<Minute> busy() {
        return hour.minutes().stream().filter(minute -> minute.count() > 0).toList();
    }

    private static List<String> lines(List<Minute> minutes, Function<Minute, Optional<Duration>> value, Duration edge) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < minutes.size(); at++) {
            Optional<Duration> delay = value.apply(minutes.get(at));
            if (delay.isPresent()) {
                String point = across(at, minutes.size()) + "," + height(delay.get(), edge);
                line.append(line.isEmpty() ? point : " " + point);
            } else if (!line.isEmpty()) {
                lines.add(closed(line.toString()));
                line.setLength(0);
            }
        }
        if (!line.isEmpty()) {
            lines.add(closed(line.toString()));
        }
        return lines;
    }

    /** A line of one point is drawn only if it ends somewhere. */
    private static String closed(String points) {
        return points.contains(" ") ? points : points + " " + points;
    }

    private static String across(int minute, int minutes) {
        return number(WIDTH * (minute + 0.5) / minutes);
    }

    private static String height(Duration delay, Duration edge) {
        return number(HEIGHT - HEIGHT * (double) delay.toMillis() / edge.toMillis());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
