package io.photosync.ops.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Delays of the last sixty minutes, by the minute in which they ended. Kept to half a percent, so that a minute takes
 * little room however many end in it.
 */
final class DelayRing {
    static final int MINUTES = 60;
    private static final double STEP = Math.log(1.01);

    private final Slot[] slots = new Slot[MINUTES];

    /** @param counts number of delays by step */
    private record Slot(Instant minute, TreeMap<Integer, Integer> counts) {}

    /**
     * Delays of some time.
     *
     * @param p50 half of them were at most that long; absent where there are none; {@code p99} likewise
     */
    record Percentiles(int count, Optional<Duration> p50, Optional<Duration> p99) {}

    /** @param now older ends than an hour are ignored, whenever they are read */
    synchronized void record(Instant ended, Duration delay, Instant now) {
        Instant minute = minute(ended);
        if (minute.isAfter(now) || !minute.isAfter(minute(now).minus(MINUTES, ChronoUnit.MINUTES))) {
            return;
        }
        int at = index(minute);
        if (slots[at] == null || !slots[at].minute().equals(minute)) {
            slots[at] = new Slot(minute, new TreeMap<>());
        }
        slots[at].counts().merge(step(delay), 1, Integer::sum);
    }

    synchronized void clear() {
        Arrays.fill(slots, null);
    }

    /** Of each minute, oldest first; the last one is not over. */
    synchronized Map<Instant, Percentiles> byMinute(Instant now) {
        Map<Instant, Percentiles> minutes = new TreeMap<>();
        for (Instant minute : lastHour(now)) {
            minutes.put(minute, percentiles(counts(minute)));
        }
        return minutes;
    }

    /** Of the same minutes together. */
    synchronized Percentiles whole(Instant now) {
        TreeMap<Integer, Integer> all = new TreeMap<>();
        for (Instant minute : lastHour(now)) {
            counts(minute).forEach((step, count) -> all.merge(step, count, Integer::sum));
        }
        return percentiles(all);
    }

    private static List<Instant> lastHour(Instant now) {
        List<Instant> minutes = new ArrayList<>(MINUTES);
        for (int ago = MINUTES - 1; ago >= 0; ago--) {
            minutes.add(minute(now).minus(ago, ChronoUnit.MINUTES));
        }
        return minutes;
    }

    private TreeMap<Integer, Integer> counts(Instant minute) {
        Slot slot = slots[index(minute)];
        return slot != null && slot.minute().equals(minute) ? slot.counts() : new TreeMap<>();
    }

    private static Percentiles percentiles(TreeMap<Integer, Integer> counts) {
        int count = counts.values().stream().mapToInt(Integer::intValue).sum();
        return count == 0
                ? new Percentiles(0, Optional.empty(), Optional.empty())
                : new Percentiles(count, Optional.of(at(counts, count, 50)), Optional.of(at(counts, count, 99)));
    }

    /** The shortest delay that so many of a hundred did not exceed. */
    private static Duration at(TreeMap<Integer, Integer> counts, int count, int percent) {
        long rank = ((long) count * percent + 99) / 100;
        long seen = 0;
        for (Map.Entry<Integer, Integer> step : counts.entrySet()) {
            seen += step.getValue();
            if (seen >= rank) {
                return Duration.ofMillis(Math.round(Math.exp(step.getKey() * STEP)));
            }
        }
        throw new IllegalStateException("%d delays are counted, not %d".formatted(seen, count));
    }

    private static int step(Duration delay) {
        return (int) Math.round(Math.log(Math.max(1, delay.toMillis())) / STEP);
    }

    private static int index(Instant minute) {
        return Math.floorMod(minute.getEpochSecond() / 60, MINUTES);
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }
}
