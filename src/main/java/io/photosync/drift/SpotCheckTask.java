package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Compares some users end to end once in a while: whatever else we believe of them, this is what stands. Who differs is compared once
 * more, later than any change needs to be noticed and written, before it counts. What broke off goes on with the user after the last.
 */
@ApplicationScoped
public class SpotCheckTask implements LeaderTask {
    private static final Logger LOG = Logger.getLogger(SpotCheckTask.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);
    /** Before the first one of a tenant: most users are being filled in. */
    private static final Duration AT_FIRST = Duration.ofHours(1);

    private final SpotCheckRun run;
    private final SpotCheckUsers users;
    private final SpotCheckStore book;
    private final SpotCheckMetrics metrics;
    private final Clock clock;
    private volatile SpotCheckState state = new SpotCheckState.Elsewhere();

    SpotCheckTask(SpotCheckRun run, SpotCheckUsers users, SpotCheckStore book, SpotCheckMetrics metrics, Clock clock) {
        this.run = run;
        this.users = users;
        this.book = book;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "spot-check";
    }

    /** What this replica does about it. */
    public SpotCheckState state() {
        return enabled() ? state : new SpotCheckState.Off();
    }

    /** The last one, whoever did it. */
    public Optional<SpotCheckResult> last() {
        return book.last();
    }

    @Override
    public boolean enabled() {
        return book.enabled();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        Instant first = clock.instant().plus(shorter(AT_FIRST, book.every()));
        try {
            while (true) {
                Instant due = book.progress().isPresent()
                        ? clock.instant()
                        : book.next().orElse(first);
                state = new SpotCheckState.Waiting(due, Optional.empty());
                sleepUntil(due);
                check(leaderTerm);
            }
        } finally {
            state = new SpotCheckState.Elsewhere();
        }
    }

    /** Ends the one that is not done yet, or does another. */
    void check(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        SpotCheckProgress begun = book.progress().orElseGet(this::begun);
        try {
            SpotCheckResult result =
                    confirmed(leaderTerm, compared(leaderTerm, begun)).ended(clock.instant());
            leaderTerm.write(SpotCheckResult.KEY, result);
            leaderTerm.erase(SpotCheckProgress.KEY);
            metrics.ended(result);
        } catch (MicrosoftCallException e) {
            LOG.warnf("the spot check broke off and goes on later: %s", e.getMessage());
            Instant again = clock.instant().plus(shorter(AFTER_A_FAILURE, book.every()));
            state = new SpotCheckState.Waiting(again, Optional.of(e.getMessage()));
            sleepUntil(again);
        }
    }

    private SpotCheckProgress begun() {
        RandomOrder from = book.draw();
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
        SpotCheckProgress progress = all.toBeConfirmed(clock.instant().plus(book.confirmAfter()));
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
