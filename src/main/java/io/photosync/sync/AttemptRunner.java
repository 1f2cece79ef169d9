package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.kafka.Standstill;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sync.Outcome.Evidence;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Runs one attempt of a task: synchronizes the user, records the outcome, counts and logs it. */
@Singleton
final class AttemptRunner implements TaskRunner {
    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    /** Attempts of one process on one user never overlap; those of two may. */
    private final String instance = UUID.randomUUID().toString().substring(0, 8);

    private final AtomicLong count = new AtomicLong();
    private final Map<String, Instant> inFlight = new ConcurrentHashMap<>();
    private final UserSync sync;
    private final OutcomeRecorder recorder;
    private final FailureClassifier classifier;
    private final SyncMetrics metrics;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile Instant finishedAt;
    private final Standstill writing;

    AttemptRunner(
            UserSync sync, OutcomeRecorder recorder, FailureClassifier classifier, SyncMetrics metrics, Clock clock) {
        this.sync = sync;
        this.recorder = recorder;
        this.classifier = classifier;
        this.metrics = metrics;
        this.clock = clock;
        this.finishedAt = clock.instant();
        this.writing = new Standstill(clock);
    }

    /** @return since when and why no outcome could be recorded, where that has failed for at least so long */
    Optional<String> cannotWrite(Duration atLeast) {
        return writing.lasted(atLeast);
    }

    /** When a task was last finished, or failed because Kafka is down; the start of the process before that. */
    Instant finishedAt() {
        return finishedAt;
    }

    /** When the oldest attempt in flight started. */
    Optional<Instant> oldestStart() {
        return inFlight.values().stream().min(Comparator.naturalOrder());
    }

    /** Failures are not recorded from now on: what fails while the process stops is left to the next one. */
    void stopping() {
        stopping = true;
    }

    @Override
    public Result run(Task task) throws InterruptedException {
        Attempt attempt = new Attempt(
                task, instance, instance + "-" + count.incrementAndGet(), task.failedBefore() + 1, clock.instant());
        inFlight.put(attempt.id(), attempt.startedAt());
        try {
            Outcome outcome = outcome(attempt);
            if (stopping && !(outcome instanceof Outcome.Settled)) {
                return Result.PENDING;
            }
            Disposition disposition = record(attempt, outcome);
            metrics.ended(attempt, outcome, disposition, clock.instant());
            OutcomeLog.write(attempt, outcome, disposition);
            if (disposition == Disposition.WAITS) {
                return Result.PENDING;
            }
            finishedAt = clock.instant();
            writing.succeeded();
            return Result.FINISHED;
        } catch (WriteFailedException e) {
            LOG.warnf("sync waits for Kafka user=%s: %s", task.userId(), e.getMessage());
            writing.failed(e.getMessage());
            // Not stuck, but waiting for a known reason: the checks of Kafka decide whether a restart would help.
            finishedAt = clock.instant();
            return Result.PENDING;
        } finally {
            inFlight.remove(attempt.id());
        }
    }

    private Outcome outcome(Attempt attempt) throws InterruptedException, WriteFailedException {
        try {
            Outcome outcome = sync.sync(attempt);
            Outcome classified = outcome instanceof Outcome.FilesKept kept ? classifier.classify(kept) : outcome;
            classifier.succeeded(attempt, classified);
            return classified;
        } catch (MicrosoftCallException e) {
            return classifier.classify(e.failure(), attempt);
        } catch (RuntimeException e) {
            return unexpected(attempt, e);
        }
    }

    /** An outcome that cannot be recorded counts as a failure of ours: uncounted, it would be retried for ever. */
    private Disposition record(Attempt attempt, Outcome outcome) throws InterruptedException, WriteFailedException {
        try {
            return recorder.record(attempt, outcome);
        } catch (RuntimeException e) {
            return recorder.record(attempt, unexpected(attempt, e));
        }
    }

    private static Outcome unexpected(Attempt attempt, RuntimeException e) {
        LOG.errorf(e, "sync failed unexpectedly user=%s", attempt.task().userId());
        return new Outcome.Retry(FailureCode.UNEXPECTED, Evidence.of(e.toString()), Optional.empty());
    }
}
