package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Compares some users end to end at each interval, independent of what the ledger says. A difference counts only after
 * a second comparison, later than any change needs to be noticed and written. An interrupted check resumes after the
 * last compared user.
 */
@ApplicationScoped
public class SpotCheckTask implements LeaderTask {
    private static final Logger LOG = Logger.getLogger(SpotCheckTask.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(10);
    /** Delay of a tenant's first check: most users are being filled in. */
    private static final Duration FIRST_DELAY = Duration.ofHours(1);

    private final SpotCheckRun run;
    private final SpotCheckUsers users;
    private final SpotCheckStore store;
    private final SpotCheckMetrics metrics;
    private final Clock clock;
    private volatile SpotCheckState state = new SpotCheckState.Elsewhere();

    SpotCheckTask(SpotCheckRun run, SpotCheckUsers users, SpotCheckStore store, SpotCheckMetrics metrics, Clock clock) {
        this.run = run;
        this.users = users;
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "spot-check";
    }

    /** State of the check on this replica. */
    public SpotCheckState state() {
        return enabled() ? state : new SpotCheckState.Off();
    }

    /** The last check, by whichever leader. */
    public Optional<SpotCheckResult> last() {
        return store.last();
    }

    /**
     * When the next check is due, or the second comparison of the one in progress, on whichever replica; empty while
     * users are compared for the first time, and before the tenant's first check.
     */
    public Optional<Instant> next() {
        Optional<SpotCheckProgress> progress = store.progress();
        return progress.isPresent() ? progress.flatMap(SpotCheckProgress::confirmFrom) : store.next();
    }

    @Override
    public boolean enabled() {
        return store.enabled();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        Instant first = clock.instant().plus(shorter(FIRST_DELAY, store.every()));
        try {
            while (true) {
                Instant due = store.progress().isPresent()
                        ? clock.instant()
                        : store.next().orElse(first);
                state = new SpotCheckState.Waiting(due, Optional.empty());
                sleepUntil(due);
                check(leaderTerm);
            }
        } finally {
            state = new SpotCheckState.Elsewhere();
        }
    }

    /** Completes the check in progress, or runs a new one. */
    void check(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        SpotCheckProgress begun = store.progress().orElseGet(this::begun);
        try {
            SpotCheckResult result =
                    confirmed(leaderTerm, compared(leaderTerm, begun)).ended(clock.instant());
            leaderTerm.write(StateKey.SPOT_CHECK, result);
            leaderTerm.erase(StateKey.SPOT_CHECK_PROGRESS);
            metrics.ended(result);
        } catch (MicrosoftCallException e) {
            LOG.warnf("spot check interrupted, resuming later: %s", e.getMessage());
            Instant again = clock.instant().plus(shorter(PAUSE_AFTER_FAILURE, store.every()));
            state = new SpotCheckState.Waiting(again, Optional.of(e.getMessage()));
            sleepUntil(again);
        }
    }

    private SpotCheckProgress begun() {
        RandomOrder from = store.draw();
        return SpotCheckProgress.begun(
                clock.instant(), from, users.draw(from).turns().size());
    }

    private SpotCheckProgress compared(LeaderTerm leaderTerm, SpotCheckProgress begun)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        if (begun.confirmFrom().isPresent()) {
            return begun;
        }
        state = new SpotCheckState.Comparing(begun.began(), begun.drawn());
        SpotCheckProgress all = run.first(leaderTerm, begun);
        if (all.differing().isEmpty()) {
            return all;
        }
        SpotCheckProgress progress = all.toBeConfirmed(clock.instant().plus(store.confirmAfter()));
        run.keep(leaderTerm, progress);
        return progress;
    }

    private SpotCheckProgress confirmed(LeaderTerm leaderTerm, SpotCheckProgress progress)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        if (progress.confirmFrom().isEmpty()) {
            return progress;
        }
        Instant from = progress.confirmFrom().get();
        state = new SpotCheckState.Confirming(from, progress.differing().size());
        sleepUntil(from);
        return run.again(leaderTerm, progress);
    }

    private void sleepUntil(Instant when) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), when);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
