package io.photosync.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table for people. */
final class Figures {
    private final List<Row> rows = new ArrayList<>();

    /** @param goal what it should be, or an empty text */
    private record Row(String what, String figure, String goal, String met) {}

    void add(String what, String figure) {
        rows.add(new Row(what, figure, "", ""));
    }

    void add(String what, String figure, String goal, boolean met) {
        rows.add(new Row(what, figure, goal, met ? "met" : "MISSED"));
    }

    /** The value below which that share of a hundred lies. */
    static Duration percentile(List<Duration> measured, double share) {
        List<Duration> sorted =
                measured.stream().sorted(Comparator.naturalOrder()).toList();
        int position = (int) Math.ceil(share / 100 * sorted.size()) - 1;
        return sorted.get(Math.clamp(position, 0, sorted.size() - 1));
    }

    static String fiftyAndNinetyNine(List<Duration> measured) {
        return "p50 %s, p99 %s (%d measured)"
                .formatted(seconds(percentile(measured, 50)), seconds(percentile(measured, 99)), measured.size());
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(line("what", "figure", "goal", ""));
        table.append(line("-".repeat(58), "-".repeat(50), "-".repeat(16), "-".repeat(6)));
        rows.forEach(row -> table.append(line(row.what, row.figure, row.goal, row.met)));
        return table.toString();
    }

    private static String line(String what, String figure, String goal, String met) {
        return "%-58s | %-50s | %-16s | %s%n".formatted(what, figure, goal, met);
    }
}
