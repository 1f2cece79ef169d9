package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.RandomOrder.Turn;
import io.photosync.drift.SpotCheckUsers.Mark;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Compares users one after another and saves the progress after each. A user who changes or has work in progress during
 * the comparison is not a difference.
 */
@Singleton
final class SpotCheckRun {
    private static final Logger LOG = Logger.getLogger(SpotCheckRun.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Consecutive failures that indicate a cause beyond single users. */
    private static final int FAILURES = 3;

    private final PhotoComparer comparer;
    private final SpotCheckUsers users;
    private final SpotCheckRemedies remedies;

    SpotCheckRun(PhotoComparer comparer, SpotCheckUsers users, SpotCheckRemedies remedies) {
        this.comparer = comparer;
        this.users = users;
        this.remedies = remedies;
    }

    /** Result for one user. */
    sealed interface Seen {

        record Same() implements Seen {}

        /** @param mark the user's mark before and after the comparison */
        record Differs(Mark mark, Comparison comparison) implements Seen {}

        /** Gone, changed, or with work in progress. */
        record Busy() implements Seen {}

        record NotCompared() implements Seen {}
    }

    /**
     * Compares the drawn users who were not compared yet.
     *
     * @throws MicrosoftCallException after consecutive failures; those users are compared when the check resumes
     */
    SpotCheckProgress first(LeaderTerm leaderTerm, SpotCheckProgress begun)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        SpotCheckProgress progress = begun;
        int failures = 0;
        for (Turn turn : users.draw(begun.from(), begun.drawn()).after(begun.to())) {
            Seen seen;
            try {
                seen = compare(turn.user());
                failures = 0;
            } catch (MicrosoftCallException e) {
                failures++;
                seen = skip(turn.user(), e, failures);
            }
            progress = progress.seen(turn, seen);
            if (failures == 0) {
                keep(leaderTerm, progress);
            }
        }
        return progress;
    }

    /** Compares the differing users once more and applies the remedies. Throws as {@link #first} does. */
    SpotCheckProgress again(LeaderTerm leaderTerm, SpotCheckProgress begun)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        SpotCheckProgress progress = begun;
        int failures = 0;
        for (Map.Entry<String, Mark> entry : new TreeMap<>(begun.differing()).entrySet()) {
            String user = entry.getKey();
            Seen seen;
            try {
                boolean unchanged = users.mark(user).equals(Optional.of(entry.getValue()));
                seen = unchanged ? compare(user) : new Seen.Busy();
                failures = 0;
            } catch (MicrosoftCallException e) {
                failures++;
                seen = skip(user, e, failures);
            }
            progress = seen instanceof Seen.Differs(Mark mark, Comparison difference)
                    ? progress.confirmed(difference, remedies.apply(difference))
                    : progress.passed(user);
            if (failures == 0) {
                keep(leaderTerm, progress);
            }
        }
        return progress;
    }

    private static Seen skip(String user, MicrosoftCallException why, int failures) throws MicrosoftCallException {
        LOG.infof("spot check skipped user=%s: %s", user, why.getMessage());
        if (failures == FAILURES) {
            throw why;
        }
        return new Seen.NotCompared();
    }

    /** Saves the progress, for a leader that resumes this check. */
    void keep(LeaderTerm leaderTerm, SpotCheckProgress progress) throws WriteFailedException, InterruptedException {
        if (progress.fits()) {
            leaderTerm.write(StateKey.SPOT_CHECK_PROGRESS, progress);
        }
    }

    private Seen compare(String user) throws MicrosoftCallException, InterruptedException {
        Optional<Mark> before = users.mark(user);
        Optional<String> name = before.isPresent() ? users.name(user) : Optional.empty();
        if (name.isEmpty()) {
            return new Seen.Busy();
        }
        Comparison comparison = comparer.compare(user, name.get(), PATIENCE);
        return switch (comparison.verdict()) {
            case SAME -> new Seen.Same();
            case NOT_COMPARED -> new Seen.NotCompared();
            case DIFFERENT ->
                before.equals(users.mark(user)) ? new Seen.Differs(before.get(), comparison) : new Seen.Busy();
        };
    }
}
