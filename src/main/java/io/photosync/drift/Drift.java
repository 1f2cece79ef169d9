package io.photosync.drift;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.budget.CallFailed;
import io.photosync.event.EventJson;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.event.UnreadableRecord;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Checks the library once in a while. The time of the last check outlives this process. A check that breaks off is begun anew: the
 * next leader could go on from the page, but would not know who was on the pages before, and 300,000 files are 150 requests.
 */
@ApplicationScoped
public class Drift implements Duty {
    private static final Logger LOG = Logger.getLogger(Drift.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);

    private final LibraryReader reader;
    private final Repairs repairs;
    private final Orphans orphans;
    private final Ledger ledger;
    private final DriftSettings settings;
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile DriftState state = new DriftState.Elsewhere();

    Drift(
            LibraryReader reader,
            Repairs repairs,
            Orphans orphans,
            Ledger ledger,
            DriftSettings settings,
            MeterRegistry registry,
            Clock clock) {
        this.reader = reader;
        this.repairs = repairs;
        this.orphans = orphans;
        this.ledger = ledger;
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "drift";
    }

    /** What this replica does about it. */
    public DriftState state() {
        return settings.enabled() ? state : new DriftState.Off();
    }

    /** The last check, whoever did it. */
    public Optional<DriftCheck> last() {
        try {
            Optional<byte[]> kept = ledger.state(DriftCheck.KEY);
            return kept.isEmpty() ? Optional.empty() : Optional.of(EventJson.read(kept.get(), DriftCheck.class));
        } catch (UnreadableRecord e) {
            LOG.warnf("the library is checked anew: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** When the next check is due; at once where none was ended. */
    public Optional<Instant> next() {
        return last().filter(check -> check.ended().isPresent())
                .map(check -> notAfter(clock.instant(), check.began()).plus(settings.every()));
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        try {
            while (settings.enabled()) {
                Instant due = next().orElseGet(clock::instant);
                state = new DriftState.Waiting(due, Optional.empty());
                sleepUntil(due);
                check(term);
            }
            Thread.sleep(Duration.ofDays(365));
        } finally {
            state = new DriftState.Elsewhere();
        }
    }

    private void check(Term term) throws NotWritten, InterruptedException {
        Instant began = clock.instant();
        Tally tally = new Tally(ledger.targets(), ledger.roster());
        state = new DriftState.Reading(began, tally.expected());
        try {
            // Where nothing was written, nothing can have changed, and SharePoint is not asked.
            if (!tally.empty()) {
                reader.read(tally);
            }
        } catch (CallFailed e) {
            LOG.warnf("the library was not read to its end, and nobody counts as missing: %s", e.getMessage());
            Instant again = clock.instant().plus(shorter(AFTER_A_FAILURE, settings.every()));
            state = new DriftState.Waiting(again, Optional.of(e.getMessage()));
            sleepUntil(again);
            return;
        }
        List<Finding> findings = tally.findings(clock.instant());
        DriftCheck found = DriftCheck.begun(began).found(tally, findings);
        term.write(DriftCheck.KEY, found);
        state = new DriftState.Repairing(began, findings.size());
        Repairs.Ordered ordered = repairs.order(findings);
        DriftCheck ended = found.ended(ordered, orphans.delete(tally.unexpected()), clock.instant());
        term.write(DriftCheck.KEY, ended);
        tell(ended);
    }

    private void tell(DriftCheck check) {
        registry.counter("photosync.drift.checks").increment();
        registry.counter("photosync.drift.found", "what", "missing").increment(check.missing());
        registry.counter("photosync.drift.found", "what", "changed").increment(check.changed());
        registry.counter("photosync.drift.found", "what", "orphans").increment(check.orphans());
        LOG.infof(
                "library checked files=%d missing=%d changed=%d repairs=%d orphans=%d unknown=%d",
                check.files(), check.missing(), check.changed(), check.ordered(), check.orphans(), check.unknown());
    }

    private void sleepUntil(Instant when) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), when);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }

    /** A check that seems to have begun in the future was begun by a clock that went wrong; the next one is not to wait for that. */
    private static Instant notAfter(Instant now, Instant began) {
        return began.isAfter(now) ? now : began;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
