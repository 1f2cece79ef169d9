package io.photosync.detect;

import io.photosync.call.Failure;
import io.photosync.detect.HintCheck.Result;
import io.photosync.detect.HintMetrics.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Checks the users of a batch of hints concurrently. A user whose check fails three times is left to the sweep. */
@ApplicationScoped
public class HintBatchDetector {
    private static final Logger LOG = Logger.getLogger(HintBatchDetector.class);
    private static final int MAX_THROTTLES = 3;
    /** Users whose mailbox Graph throttles, and who are retried later. */
    private static final int MAX_POSTPONED = 100;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HintCheck hintCheck;
    private final HintMetrics metrics;
    private final Semaphore permits;
    private final Semaphore postponed = new Semaphore(MAX_POSTPONED);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("hint-", 0).factory());

    HintBatchDetector(HintCheck hintCheck, HintMetrics metrics, DetectSettings settings) {
        this.hintCheck = hintCheck;
        this.metrics = metrics;
        this.permits = new Semaphore(settings.usersAtOnce());
    }

    /** What follows for the batch. */
    enum BatchResult {
        /** Its users were checked or given up, or are checked later without it. */
        DONE,
        /** Nothing may be skipped: it must be processed again. */
        REPEAT
    }

    /** Whether Graph and Entra are available, as far as the breakers know. */
    boolean available() {
        return hintCheck.available();
    }

    void stop() {
        threads.shutdownNow();
    }

    BatchResult process(HintBatch hintBatch) throws InterruptedException {
        List<Future<BatchResult>> checks = new ArrayList<>();
        for (Map.Entry<String, Instant> hint : hintBatch.changedAt().entrySet()) {
            checks.add(threads.submit(() -> check(hint.getKey(), hint.getValue(), 0)));
        }
        BatchResult result = BatchResult.DONE;
        for (Future<BatchResult> check : checks) {
            if (resultOf(check) == BatchResult.REPEAT) {
                result = BatchResult.REPEAT;
            }
        }
        return result;
    }

    private static BatchResult resultOf(Future<BatchResult> check) throws InterruptedException {
        try {
            return check.get();
        } catch (ExecutionException e) {
            // The process stops, or a defect of ours: either way the hint must not be skipped.
            LOG.warnf("hint not processed: %s", e.getCause());
            return BatchResult.REPEAT;
        }
    }

    /** @param throttles how often Graph throttled this one mailbox */
    private BatchResult check(String userId, Instant changedAt, int throttles) throws InterruptedException {
        permits.acquire();
        try {
            return switch (hintCheck.check(userId, changedAt)) {
                case Result.Checked checked -> BatchResult.DONE;
                case Result.Unavailable unavailable -> BatchResult.REPEAT;
                case Result.MailboxThrottled(Failure failure) -> {
                    postpone(userId, changedAt, throttles + 1, failure);
                    yield BatchResult.DONE;
                }
                case Result.Failed failed -> {
                    metrics.dropped(Reason.FAILED, 1);
                    LOG.warnf(
                            "hint dropped, the sweep checks the user user=%s attempts=%d",
                            userId, HintCheck.MAX_ATTEMPTS);
                    yield BatchResult.DONE;
                }
            };
        } finally {
            permits.release();
        }
    }

    /** The batch does not wait for one mailbox. If the process stops before the retry, the sweep finds the change. */
    private void postpone(String userId, Instant changedAt, int throttles, Failure failure) {
        if (throttles == MAX_THROTTLES || !postponed.tryAcquire()) {
            metrics.dropped(Reason.THROTTLED, 1);
            LOG.warnf("hint dropped, the sweep checks the user user=%s: %s", userId, failure);
            return;
        }
        LOG.infof("check postponed user=%s throttles=%d: %s", userId, throttles, failure);
        threads.submit(() -> {
            try {
                Thread.sleep(failure.retryAfter().orElse(RETRY_AFTER));
            } finally {
                postponed.release();
            }
            return check(userId, changedAt, throttles);
        });
    }
}
