package io.photosync.drift;

import io.photosync.budget.CallFailed;
import io.photosync.drift.DriftCheck.Trouble;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks the library once in a while. The time of the last check outlives this process. A check that breaks off is begun anew: the
 * next leader could go on from the page, but would not know who was on the pages before, and 300,000 files are 150 requests.
 */
@ApplicationScoped
public class Drift implements Duty {
    private final LibraryReader reader;
    private final Checks checks;
    private final Remedies remedies;
    private final DriftMetrics metrics;
    private final Clock clock;
    private volatile DriftState state = new DriftState.Elsewhere();

    Drift(LibraryReader reader, Checks checks, Remedies remedies, DriftMetrics metrics, Clock clock) {
        this.reader = reader;
        this.checks = checks;
        this.remedies = remedies;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "drift";
    }

    /** What this replica does about it. */
    public DriftState state() {
        return checks.enabled() ? state : new DriftState.Off();
    }

    /** The last check, whoever did it. */
    public Optional<DriftCheck> last() {
        return checks.last();
    }

    /** When the next check is due; at once where none was ended. */
    public Optional<Instant> next() {
        return checks.next();
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        try {
            while (checks.enabled()) {
                Instant due = next().orElseGet(clock::instant);
                state = new DriftState.Waiting(due, checks.trouble().map(Trouble::words));
                sleepUntil(due);
                check(term);
            }
            Thread.sleep(Duration.ofDays(365));
        } finally {
            state = new DriftState.Elsewhere();
        }
    }

    void check(Term term) throws NotWritten, InterruptedException {
        Instant began = clock.instant();
        Tally tally = checks.begin();
        state = new DriftState.Reading(began, tally.expected());
        try {
            // Where there is nothing to look for, SharePoint is not asked.
            if (!tally.empty()) {
                reader.read(tally);
            }
        } catch (CallFailed e) {
            metrics.failed(e);
            checks.failed(term, e);
            return;
        }
        List<Finding> findings = tally.findings(clock.instant());
        DriftCheck found = DriftCheck.begun(began).found(tally, findings);
        term.write(DriftCheck.KEY, found);
        state = new DriftState.Repairing(began, findings.size());
        DriftCheck ended = found.ended(remedies.apply(term, tally, findings), clock.instant());
        term.write(DriftCheck.KEY, ended);
        metrics.ended(ended);
    }

    private void sleepUntil(Instant when) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), when);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }
}
