package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.RandomOrder.Turn;
import io.photosync.drift.SpotCheckUsers.Mark;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Compares users, one after another, and keeps how far it came after each. Somebody who is worked on meanwhile, or changes, is no
 * difference.
 */
@Singleton
final class SpotCheckRun {
    private static final Logger LOG = Logger.getLogger(SpotCheckRun.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** So many failures in a row are not these users' matter. */
    private static final int FAILURES = 3;

    private final PhotoComparer comparer;
    private final SpotCheckUsers users;
    private final SpotCheckRemedies remedies;

    SpotCheckRun(PhotoComparer comparer, SpotCheckUsers users, SpotCheckRemedies remedies) {
        this.comparer = comparer;
        this.users = users;
        this.remedies = remedies;
    }

    /** How a user was found. */
    sealed interface Seen {

        record Same() implements Seen {}

        /** @param mark how they stood before and after */
        record Differs(Mark mark, Comparison comparison) implements Seen {}

        /** Worked on, gone, or changed meanwhile. */
        record Busy() implements Seen {}

        record NotCompared() implements Seen {}
    }

    /**
     * Compares those who were drawn and not compared yet.
     *
     * @throws MicrosoftCallException when one user after another cannot be compared; those are compared by whoever goes on
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
                seen = leftOut(turn.user(), e, failures);
            }
            progress = progress.seen(turn, seen);
            if (failures == 0) {
                keep(leaderTerm, progress);
            }
        }
        return progress;
    }

    /** Compares those who differed once more, and sees to what follows. Throws as {@link #first} does. */
    SpotCheckProgress again(LeaderTerm leaderTerm, SpotCheckProgress begun)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        SpotCheckProgress progress = begun;
        int failures = 0;
        for (Map.Entry<String, Mark> suspect : new TreeMap<>(begun.differing()).entrySet()) {
            String user = suspect.getKey();
            Seen seen;
            try {
                boolean stands = users.mark(user).equals(Optional.of(suspect.getValue()));
                seen = stands ? compare(user) : new Seen.Busy();
                failures = 0;
            } catch (MicrosoftCallException e) {
                failures++;
                seen = leftOut(user, e, failures);
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

    private static Seen leftOut(String user, MicrosoftCallException why, int failures) throws MicrosoftCallException {
        LOG.infof("spot check leaves out user=%s: %s", user, why.getMessage());
        if (failures == FAILURES) {
            throw why;
        }
        return new Seen.NotCompared();
    }

    /** For whoever goes on, should this one not come to its end. */
    void keep(LeaderTerm leaderTerm, SpotCheckProgress progress) throws WriteFailedException, InterruptedException {
        if (progress.fits()) {
            leaderTerm.write(SpotCheckProgress.KEY, progress);
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
