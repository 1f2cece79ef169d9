package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.DriftCheck.Trouble;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
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

    /** What this replica does about it. */
    public DriftState state() {
        return enabled() ? state : new DriftState.Off();
    }

    /** The last check, whoever did it. */
    public Optional<DriftCheck> last() {
        return driftCheckStore.last();
    }

    /** When the next check is due; at once where none was ended. */
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
            // Where there is nothing to look for, SharePoint is not asked.
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
        leaderTerm.write(DriftCheck.KEY, found);
        state = new DriftState.Repairing(began, findings.size());
        DriftCheck ended = found.ended(remedies.apply(leaderTerm, libraryComparison, findings), clock.instant());
        leaderTerm.write(DriftCheck.KEY, ended);
        metrics.ended(ended);
    }

    private void sleepUntil(Instant when) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), when);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }
}
