package io.photosync.detect;

import io.photosync.call.Failure;
import io.photosync.detect.HintCheck.Result;
import io.photosync.detect.HintMetrics.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/** Checks the users of a batch of hints concurrently. A user whose check fails three times is left to the sweep. */
@ApplicationScoped
public class HintBatchDetector {
    private static final Logger LOG = Logger.getLogger(HintBatchDetector.class);

    private final HintCheck hintCheck;
    private final PostponedHints postponed;
    private final HintMetrics metrics;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("hint-", 0).factory());

    HintBatchDetector(HintCheck hintCheck, PostponedHints postponed, HintMetrics metrics) {
        this.hintCheck = hintCheck;
        this.postponed = postponed;
        this.metrics = metrics;
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
        postponed.stop();
    }

    BatchResult process(HintBatch hintBatch) throws InterruptedException {
        Map<String, Future<Result>> checks = new LinkedHashMap<>();
        hintBatch
                .changedAt()
                .forEach((userId, changedAt) ->
                        checks.put(userId, threads.submit(() -> hintCheck.check(userId, changedAt))));
        Map<String, Result> results = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Result>> check : checks.entrySet()) {
            results.put(check.getKey(), resultOf(check.getValue()));
        }
        if (results.values().stream().anyMatch(Result.Unavailable.class::isInstance)) {
            return BatchResult.REPEAT;
        }
        // Only now: each repetition would postpone and count them again.
        results.forEach((userId, result) -> follow(userId, hintBatch.changedAt().get(userId), result));
        return BatchResult.DONE;
    }

    private static Result resultOf(Future<Result> check) throws InterruptedException {
        try {
            return check.get();
        } catch (ExecutionException e) {
            // The process stops, or a defect of ours: either way the hint must not be skipped.
            LOG.warnf("hint not processed: %s", e.getCause());
            return new Result.Unavailable();
        }
    }

    private void follow(String userId, Instant changedAt, Result result) {
        switch (result) {
            case Result.Checked checked -> {}
            case Result.Unavailable unavailable -> {}
            case Result.MailboxThrottled(Failure failure) -> postponed.add(userId, changedAt, failure);
            case Result.Failed(int attempts) -> {
                metrics.dropped(Reason.FAILED, 1);
                LOG.warnf("hint dropped, the sweep checks the user user=%s attempts=%d", userId, attempts);
            }
        }
    }
}
