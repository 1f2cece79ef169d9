package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.DriftCheck.Trouble;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks the library at each interval, which is measured across processes. An interrupted check starts again: the next
 * leader could resume from the page, but would not know the users of the pages before, and 300,000 files take only 150
 * requests.
 */
@ApplicationScoped
public class DriftTask implements LeaderTask {
    private final LibraryReader reader;
    private final DriftCheckStore driftCheckStore;
    private final Remedies remedies;
    private final DriftMetrics metrics;
    private final Clock clock;
    private volatile DriftState state = new DriftState.Elsewhere();

    DriftTask(
            LibraryReader reader,
            DriftCheckStore driftCheckStore,
            Remedies remedies,
            DriftMetrics metrics,
            Clock clock) {
        this.reader = reader;
        this.driftCheckStore = driftCheckStore;
        this.remedies = remedies;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "drift";
    }

    /** State of the check on this replica. */
    public DriftState state() {
        return enabled() ? state : new DriftState.Off();
    }

    /** The last check, by whichever leader. */
    public Optional<DriftCheck> last() {
        return driftCheckStore.last();
    }

    /** Failures since the last complete check, by whichever leader; empty when there are none. */
    public Optional<Trouble> trouble() {
        return driftCheckStore.trouble();
    }

    /** When the next check is due; empty means immediately, since none was completed. */
    public Optional<Instant> next() {
        return driftCheckStore.next();
    }

    @Override
    public boolean enabled() {
        return driftCheckStore.enabled();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        try {
            while (true) {
                Instant due = next().orElseGet(clock::instant);
                state = new DriftState.Waiting(due, driftCheckStore.trouble().map(Trouble::words));
                sleepUntil(due);
                check(leaderTerm);
            }
        } finally {
            state = new DriftState.Elsewhere();
        }
    }

    void check(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        Instant began = clock.instant();
        LibraryComparison libraryComparison = driftCheckStore.begin();
        state = new DriftState.Reading(began, libraryComparison.expected());
        try {
            // Without expected files no request is needed.
            if (!libraryComparison.empty()) {
                reader.read(libraryComparison);
            }
        } catch (MicrosoftCallException e) {
            metrics.failed(e);
            driftCheckStore.failed(leaderTerm, e);
            return;
        }
        List<DriftFinding> findings = libraryComparison.findings(clock.instant());
        DriftCheck found = DriftCheck.begun(began).found(libraryComparison, findings);
        leaderTerm.write(StateKey.DRIFT_CHECK, found);
        state = new DriftState.Repairing(began, findings.size());
        DriftCheck ended = found.ended(remedies.apply(leaderTerm, libraryComparison, findings), clock.instant());
        leaderTerm.write(StateKey.DRIFT_CHECK, ended);
        metrics.ended(ended);
    }

    private void sleepUntil(Instant when) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), when);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }
}
