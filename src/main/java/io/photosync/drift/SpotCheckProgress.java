package io.photosync.drift;

import io.photosync.drift.SpotCheckRun.Seen;
import io.photosync.drift.SpotCheckUsers.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A spot check in progress: the value under {@code spot-check-progress} in {@code photosync-state}. The next leader
 * resumes it and compares no user twice.
 *
 * @param from draw at its start
 * @param to draw after the last compared user
 * @param drawn number of users
 * @param differing users with a difference and their mark at that time; they are compared again
 * @param confirmFrom time of the second comparison; empty until all users were compared
 * @param differences confirmed differences, {@value SpotCheckResult#MOST} at most
 */
record SpotCheckProgress(
        Instant began,
        RandomOrder from,
        RandomOrder to,
        int drawn,
        Counts counts,
        Map<String, Mark> differing,
        Optional<Instant> confirmFrom,
        List<Comparison> differences) {
    /** Keeps the record below Kafka's 1 MB. */
    private static final int KEPT_AT_MOST = 1_000;

    /** Numbers of users, as in {@link SpotCheckResult}. */
    record Counts(int same, int differing, int passing, int notCompared, int repairs, int removals) {
        private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        private int users() {
            return same + differing + passing + notCompared;
        }

        private Counts oneSame() {
            return new Counts(same + 1, differing, passing, notCompared, repairs, removals);
        }

        private Counts onePassing() {
            return new Counts(same, differing, passing + 1, notCompared, repairs, removals);
        }

        private Counts oneNotCompared() {
            return new Counts(same, differing, passing, notCompared + 1, repairs, removals);
        }

        private Counts oneDiffering(SpotCheckRemedies.Remedy remedy) {
            return switch (remedy) {
                case REPAIR -> new Counts(same, differing + 1, passing, notCompared, repairs + 1, removals);
                case REMOVAL -> new Counts(same, differing + 1, passing, notCompared, repairs, removals + 1);
                case REPORTED -> new Counts(same, differing + 1, passing, notCompared, repairs, removals);
            };
        }
    }

    SpotCheckProgress {
        differing = Map.copyOf(differing);
        differences = List.copyOf(differences);
    }

    static SpotCheckProgress begun(Instant now, RandomOrder from, int drawn) {
        return new SpotCheckProgress(now, from, from, drawn, Counts.NONE, Map.of(), Optional.empty(), List.of());
    }

    /**
     * Whether the progress fits into one record. If not, it is not saved, and the next leader resumes from the last
     * saved progress.
     */
    boolean fits() {
        return differing.size() <= KEPT_AT_MOST;
    }

    SpotCheckProgress seen(RandomOrder.Turn turn, Seen how) {
        Map<String, Mark> differingNow = new TreeMap<>(differing);
        Counts now =
                switch (how) {
                    case Seen.Same() -> counts.oneSame();
                    case Seen.Busy() -> counts.onePassing();
                    case Seen.NotCompared() -> counts.oneNotCompared();
                    case Seen.Differs(Mark mark, Comparison comparison) -> {
                        differingNow.put(turn.user(), mark);
                        yield counts;
                    }
                };
        return new SpotCheckProgress(began, from, turn.next(), drawn, now, differingNow, confirmFrom, differences);
    }

    SpotCheckProgress toBeConfirmed(Instant then) {
        return new SpotCheckProgress(began, from, to, drawn, counts, differing, Optional.of(then), differences);
    }

    /** A user who changed since the first comparison is not a difference. */
    SpotCheckProgress passed(String user) {
        return without(user, counts.onePassing(), differences);
    }

    SpotCheckProgress confirmed(Comparison difference, SpotCheckRemedies.Remedy remedy) {
        List<Comparison> more = new ArrayList<>(differences);
        if (more.size() < SpotCheckResult.MOST) {
            more.add(difference);
        }
        return without(difference.userId(), counts.oneDiffering(remedy), more);
    }

    private SpotCheckProgress without(String user, Counts now, List<Comparison> found) {
        Map<String, Mark> left = new TreeMap<>(differing);
        left.remove(user);
        return new SpotCheckProgress(began, from, to, drawn, now, left, confirmFrom, found);
    }

    SpotCheckResult ended(Instant now) {
        return new SpotCheckResult(
                began,
                now,
                counts.users(),
                counts.same(),
                counts.differing(),
                counts.passing(),
                counts.notCompared(),
                counts.repairs(),
                counts.removals(),
                differences,
                to);
    }
}
