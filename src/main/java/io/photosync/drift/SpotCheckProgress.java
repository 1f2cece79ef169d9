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
 * A spot check that is not done yet: the value under {@value #KEY} in {@code photosync-state}, so that whoever leads next goes on where
 * this one was and asks about nobody twice.
 *
 * @param from the draw that it began with
 * @param to the draw after the last user who was compared
 * @param drawn users
 * @param differing users who were seen to differ, with how each stood then, and are to be compared once more
 * @param confirmFrom when that is; empty until all were compared
 * @param differences those who differed again, {@value SpotCheckResult#MOST} at most
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
    static final String KEY = "spot-check-progress";
    /** A record in Kafka may have 1 MB. */
    private static final int KEPT_AT_MOST = 1_000;

    /** Users, as a {@link SpotCheckResult} has them. */
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
                case TOLD -> new Counts(same, differing + 1, passing, notCompared, repairs, removals);
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

    /** Where too many differ for one record, it is not worth keeping: whoever goes on does so from what was kept last. */
    boolean fits() {
        return differing.size() <= KEPT_AT_MOST;
    }

    SpotCheckProgress seen(RandomOrder.Turn turn, Seen how) {
        Map<String, Mark> suspects = new TreeMap<>(differing);
        Counts now =
                switch (how) {
                    case Seen.Same() -> counts.oneSame();
                    case Seen.Busy() -> counts.onePassing();
                    case Seen.NotCompared() -> counts.oneNotCompared();
                    case Seen.Differs(Mark mark, Comparison comparison) -> {
                        suspects.put(turn.user(), mark);
                        yield counts;
                    }
                };
        return new SpotCheckProgress(began, from, turn.next(), drawn, now, suspects, confirmFrom, differences);
    }

    SpotCheckProgress toBeConfirmed(Instant then) {
        return new SpotCheckProgress(began, from, to, drawn, counts, differing, Optional.of(then), differences);
    }

    /** Whoever is not the same any more as when they were seen to differ is no difference. */
    SpotCheckProgress passed(String user) {
        return withoutSuspect(user, counts.onePassing(), differences);
    }

    SpotCheckProgress confirmed(Comparison difference, SpotCheckRemedies.Remedy remedy) {
        List<Comparison> more = new ArrayList<>(differences);
        if (more.size() < SpotCheckResult.MOST) {
            more.add(difference);
        }
        return withoutSuspect(difference.userId(), counts.oneDiffering(remedy), more);
    }

    private SpotCheckProgress withoutSuspect(String user, Counts now, List<Comparison> found) {
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
