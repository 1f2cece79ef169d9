package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.kafka.Standstill;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.sync.Outcome.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Carries out one task: an attempt, its outcome, and what is written of it. */
final class AttemptRunner implements TaskScheduler.Work {
    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    /** Attempts of one process on one user never overlap; those of two may. */
    private final String instance = UUID.randomUUID().toString().substring(0, 8);

    private final AtomicLong count = new AtomicLong();
    private final Map<String, Instant> underWay = new ConcurrentHashMap<>();
    private final UserSync sync;
    private final OutcomeRecorder outcomeRecorder;
    private final FailureClassifier failureClassifier;
    private final SyncMetrics metrics;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile Instant finishedAt;
    private final Standstill writing;

    AttemptRunner(
            UserSync sync,
            OutcomeRecorder outcomeRecorder,
            FailureClassifier failureClassifier,
            SyncMetrics metrics,
            Clock clock) {
        this.sync = sync;
        this.outcomeRecorder = outcomeRecorder;
        this.failureClassifier = failureClassifier;
        this.metrics = metrics;
        this.clock = clock;
        this.finishedAt = clock.instant();
        this.writing = new Standstill(clock);
    }

    /** @return since when and why no end could be written down, where that was tried for so long in vain */
    Optional<String> cannotWrite(Duration atLeast) {
        return writing.lasted(atLeast);
    }

    /** When a task was last finished, one way or the other, or found Kafka away; the process's begin before that. */
    Instant finishedAt() {
        return finishedAt;
    }

    /** When the oldest attempt that is under way began. */
    Optional<Instant> oldestStart() {
        return underWay.values().stream().min(Comparator.naturalOrder());
    }

    /** From now on nothing is counted as a failure: what fails while the process ends is left for the next one. */
    void stopping() {
        stopping = true;
    }

    @Override
    public boolean carryOut(Task task) throws InterruptedException {
        Attempt attempt = new Attempt(
                task, instance, instance + "-" + count.incrementAndGet(), task.failedBefore() + 1, clock.instant());
        underWay.put(attempt.id(), attempt.startedAt());
        try {
            Outcome outcome = outcome(attempt);
            if (stopping && !(outcome instanceof Outcome.Settled)) {
                return false;
            }
            Disposition disposition = settle(attempt, outcome);
            metrics.ended(attempt, outcome, disposition, clock.instant());
            log(attempt, outcome, disposition);
            if (disposition == Disposition.WAITS) {
                return false;
            }
            finishedAt = clock.instant();
            writing.succeeded();
            return true;
        } catch (WriteFailedException e) {
            LOG.warnf("sync waits for Kafka user=%s: %s", task.userId(), e.getMessage());
            writing.failed(e.getMessage());
            // It stands still for a known reason; whether a restart would help is for those to say who ask Kafka.
            finishedAt = clock.instant();
            return false;
        } finally {
            underWay.remove(attempt.id());
        }
    }

    private Outcome outcome(Attempt attempt) throws InterruptedException, WriteFailedException {
        AtomicBoolean wrote = new AtomicBoolean();
        try {
            Outcome outcome = sync.sync(attempt, (sha256, base) -> {
                outcomeRecorder.writing(attempt, sha256, base);
                wrote.set(true);
            });
            Outcome judged =
                    outcome instanceof Outcome.FilesKept kept ? failureClassifier.kept(kept, attempt) : outcome;
            failureClassifier.succeeded(attempt, judged, wrote.get());
            return judged;
        } catch (MicrosoftCallException e) {
            return failureClassifier.judge(e.failure(), attempt);
        } catch (RuntimeException e) {
            return unexpected(attempt, e);
        }
    }

    /** An end that cannot be written down counts as a failure of ours: uncounted, it would be tried for ever. */
    private Disposition settle(Attempt attempt, Outcome outcome) throws InterruptedException, WriteFailedException {
        try {
            return outcomeRecorder.settle(attempt, outcome);
        } catch (RuntimeException e) {
            return outcomeRecorder.settle(attempt, unexpected(attempt, e));
        }
    }

    private static Outcome unexpected(Attempt attempt, RuntimeException e) {
        LOG.errorf(e, "sync failed unexpectedly user=%s", attempt.task().userId());
        return new Outcome.Retry(FailureCode.UNEXPECTED, Evidence.of(e.toString()), Optional.empty());
    }

    private static void log(Attempt attempt, Outcome outcome, Disposition disposition) {
        String user = attempt.task().userId();
        TaskSource lane = attempt.task().lane();
        switch (outcome) {
            case Outcome.Synced synced -> LOG.infof("synced user=%s lane=%s attempt=%d", user, lane, attempt.number());
            case Outcome.Unchanged unchanged ->
                LOG.infof("unchanged user=%s lane=%s attempt=%d", user, lane, attempt.number());
            case Outcome.Removed removed ->
                LOG.infof("removed user=%s lane=%s attempt=%d", user, lane, attempt.number());
            case Outcome.FilesKept kept ->
                LOG.warnf(
                        "removed user=%s lane=%s attempt=%d code=%s files=%s: %s",
                        user, lane, attempt.number(), FailureCode.FILES_KEPT, kept.files(), kept.refusal());
            case Outcome.Held held ->
                LOG.infof("held user=%s lane=%s reason=MASS_CHANGE_HELD sha256=%s", user, lane, held.sha256());
            case Outcome.Skipped skipped ->
                LOG.infof("skipped user=%s lane=%s reason=%s", user, lane, skipped.reason());
            case Outcome.Unconfirmed unconfirmed ->
                LOG.infof("to be confirmed again user=%s lane=%s: %s", user, lane, unconfirmed.detail());
            case Outcome.Retry retry ->
                LOG.warnf(
                        "%s user=%s lane=%s attempt=%d code=%s: %s",
                        disposition == Disposition.RETRIED ? "to be retried" : "dead-lettered",
                        user,
                        lane,
                        attempt.number(),
                        retry.code(),
                        retry.evidence().detail());
            case Outcome.Rejected rejected ->
                LOG.warnf(
                        "dead-lettered user=%s lane=%s attempt=%d code=%s: %s",
                        user,
                        lane,
                        attempt.number(),
                        rejected.code(),
                        rejected.evidence().detail());
            case Outcome.Outage outage ->
                LOG.debugf("waits user=%s lane=%s service=%s: %s", user, lane, outage.service(), outage.detail());
        }
    }
}
