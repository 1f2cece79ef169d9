package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ops.status.RecentDelays.LastHour;
import io.photosync.ops.status.RecentDelays.Minute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The chart of the measured delay. */
class DelayChartTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void minutes_without_a_change_are_gaps() {
        DelayChart chart =
                DelayChart.of(hour(minute(0, 10, 20), minute(1, 20, 40), empty(2), minute(3, 5, 5)), Optional.empty());

        assertThat(chart.p50()).hasSize(2);
        assertThat(chart.p50().getFirst().split(" ")).hasSize(2);
        assertThat(chart.p50().getLast()).as("one minute alone is a dot").matches("(\\S+) \\1");
        assertThat(chart.busy()).hasSize(3);
    }

    @Test
    void the_promise_is_always_inside_the_box() {
        DelayChart chart = DelayChart.of(hour(minute(0, 1, 2)), Optional.of(Duration.ofMinutes(30)));

        assertThat(Double.parseDouble(chart.promise().orElseThrow())).isBetween(0.0, 120.0);
    }

    @Test
    void an_hour_without_changes_has_no_lines() {
        DelayChart chart = DelayChart.of(hour(empty(0), empty(1)), Optional.of(Duration.ofMinutes(1)));

        assertThat(chart.p50()).isEmpty();
        assertThat(chart.p99()).isEmpty();
        assertThat(chart.promise()).isPresent();
    }

    private static LastHour hour(Minute... minutes) {
        return new LastHour(minutes.length, Optional.empty(), Optional.empty(), List.of(minutes));
    }

    private static Minute minute(int at, long p50, long p99) {
        return new Minute(
                NOON.plusSeconds(60L * at),
                1,
                Optional.of(Duration.ofSeconds(p50)),
                Optional.of(Duration.ofSeconds(p99)));
    }

    private static Minute empty(int at) {
        return new Minute(NOON.plusSeconds(60L * at), 0, Optional.empty(), Optional.empty());
    }
}
