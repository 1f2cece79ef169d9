package io.photosync.drift;

import io.photosync.budget.CallFailed;
import io.photosync.drift.SpotCheckRemedies.Remedy;
import io.photosync.drift.SpotCheckRun.Compared;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Compares some users end to end once in a while: whatever else we believe of them, this is what stands. Who differs is compared once
 * more, later than any change needs to be noticed and written, before it counts. What broke off is begun anew with the same users.
 */
@ApplicationScoped
public class SpotCheck implements Duty {
    private static final Logger LOG = Logger.getLogger(SpotCheck.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);
    /** Before the first one of a tenant: most users are being filled in. */
    private static final Duration AT_FIRST = Duration.ofHours(1);

    private final SpotCheckRun run;
    private final SpotCheckUsers users;
    private final SpotCheckRemedies remedies;
    private final SpotCheckBook book;
    private final SpotCheckMetrics metrics;
    private final Clock clock;
    private volatile SpotCheckState state = new SpotCheckState.Elsewhere();

    SpotCheck(
            SpotCheckRun run,
            SpotCheckUsers users,
            SpotCheckRemedies remedies,
            SpotCheckBook book,
            SpotCheckMetrics metrics,
            Clock clock) {
        this.run = run;
        this.users = users;
        this.remedies = remedies;
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
        return book.enabled() ? state : new SpotCheckState.Off();
    }

    /** The last one, whoever did it. */
    public Optional<SpotCheckResult> last() {
        return book.last();
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        Instant first = clock.instant().plus(shorter(AT_FIRST, book.every()));
        try {
            while (book.enabled()) {
                Instant due = book.next().orElse(first);
                state = new SpotCheckState.Waiting(due, Optional.empty());
                sleepUntil(due);
                check(term);
            }
            Thread.sleep(Duration.ofDays(365));
        } finally {
            state = new SpotCheckState.Elsewhere();
        }
    }

    private void check(Term term) throws NotWritten, InterruptedException {
        Instant began = clock.instant();
        Draw.Drawn drawn = users.draw(book.draw());
        try {
            state = new SpotCheckState.Comparing(began, drawn.users().size());
            Compared first = run.compare(drawn.users());
            Compared second = confirmed(first);
            SpotCheckResult result = result(began, drawn, first, second);
            term.write(SpotCheckResult.KEY, result);
            metrics.ended(result);
        } catch (CallFailed e) {
            LOG.warnf("the spot check broke off and begins anew: %s", e.getMessage());
            Instant again = clock.instant().plus(shorter(AFTER_A_FAILURE, book.every()));
            state = new SpotCheckState.Waiting(again, Optional.of(e.getMessage()));
            sleepUntil(again);
        }
    }

    private Compared confirmed(Compared first) throws CallFailed, InterruptedException {
        if (first.differing().isEmpty()) {
            return first;
        }
        Instant from = clock.instant().plus(book.confirmAfter());
        state = new SpotCheckState.Confirming(from, first.differing().size());
        sleepUntil(from);
        return run.compare(run.unchanged(first.differing()));
    }

    private SpotCheckResult result(Instant began, Draw.Drawn drawn, Compared first, Compared second)
            throws NotWritten, InterruptedException {
        List<Comparison> differences = second.differences();
        Map<Remedy, Integer> done = new EnumMap<>(Remedy.class);
        for (Comparison difference : differences) {
            done.merge(remedies.apply(difference), 1, Integer::sum);
        }
        return new SpotCheckResult(
                began,
                clock.instant(),
                drawn.users().size(),
                first.same(),
                differences.size(),
                first.busy() + first.differing().size() - differences.size(),
                first.notCompared(),
                done.getOrDefault(Remedy.REPAIR, 0),
                done.getOrDefault(Remedy.REMOVAL, 0),
                differences,
                drawn.next());
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
