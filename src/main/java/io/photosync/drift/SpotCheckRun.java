package io.photosync.drift;

import io.photosync.budget.CallFailed;
import io.photosync.drift.Comparison.Verdict;
import io.photosync.drift.SpotCheckUsers.Mark;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Compares users, one after another. Somebody who is worked on meanwhile, or changes, is no difference. */
@Singleton
final class SpotCheckRun {
    private static final Logger LOG = Logger.getLogger(SpotCheckRun.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** So many failures in a row are not these users' matter. */
    private static final int FAILURES = 3;

    private final PhotoComparer comparer;
    private final SpotCheckUsers users;

    SpotCheckRun(PhotoComparer comparer, SpotCheckUsers users) {
        this.comparer = comparer;
        this.users = users;
    }

    /**
     * @param differing with how each stood when it was compared
     * @param busy who changed meanwhile
     */
    record Compared(int same, Map<String, Mark> differing, List<Comparison> differences, int busy, int notCompared) {}

    /** @throws CallFailed when one user after another cannot be compared */
    Compared compare(Collection<String> drawn) throws CallFailed, InterruptedException {
        Map<String, Mark> differing = new TreeMap<>();
        List<Comparison> differences = new ArrayList<>();
        int same = 0;
        int busy = 0;
        int notCompared = 0;
        int failures = 0;
        for (String user : drawn) {
            Optional<Mark> before = users.mark(user);
            Optional<String> name = before.isPresent() ? users.name(user) : Optional.empty();
            if (name.isEmpty()) {
                busy++;
                continue;
            }
            Verdict verdict;
            try {
                Comparison comparison = comparer.compare(user, name.get(), PATIENCE);
                failures = 0;
                verdict = comparison.verdict();
                if (verdict == Verdict.DIFFERENT && before.equals(users.mark(user))) {
                    differing.put(user, before.get());
                    differences.add(comparison);
                } else if (verdict == Verdict.DIFFERENT) {
                    busy++;
                }
            } catch (CallFailed e) {
                LOG.infof("spot check leaves out user=%s: %s", user, e.getMessage());
                if (++failures == FAILURES) {
                    throw e;
                }
                verdict = Verdict.NOT_COMPARED;
            }
            same += verdict == Verdict.SAME ? 1 : 0;
            notCompared += verdict == Verdict.NOT_COMPARED ? 1 : 0;
        }
        return new Compared(same, differing, differences, busy, notCompared);
    }

    /** Those of them who stand as they stood then. */
    List<String> unchanged(Map<String, Mark> differing) {
        return differing.entrySet().stream()
                .filter(user -> users.mark(user.getKey()).equals(Optional.of(user.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
