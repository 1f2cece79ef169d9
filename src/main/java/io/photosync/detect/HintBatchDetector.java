package io.photosync.detect;

import io.photosync.breaker.Activity;
import io.photosync.breaker.Breakers;
import io.photosync.breaker.FailureScope;
import io.photosync.breaker.Subject;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.detect.HintDetector.DetectionRequest;
import io.photosync.detect.HintMetrics.Reason;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
    private static final List<MicrosoftService> NEEDED = List.of(MicrosoftService.GRAPH, MicrosoftService.ENTRA);
    private static final int MAX_ATTEMPTS = 3;
    /** Users whose mailbox Graph throttles, and who are retried later. */
    private static final int MAX_POSTPONED = 100;

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HintDetector detector;
    private final Breakers breakers;
    private final HintMetrics metrics;
    private final Clock clock;
    private final Semaphore permits;
    private final Semaphore postponed = new Semaphore(MAX_POSTPONED);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("hint-", 0).factory());

    HintBatchDetector(
            HintDetector detector, Breakers breakers, HintMetrics metrics, Clock clock, DetectSettings settings) {
        this.detector = detector;
        this.breakers = breakers;
        this.metrics = metrics;
        this.clock = clock;
        this.permits = new Semaphore(settings.usersAtOnce());
    }

    /** Whether Graph and Entra are available, as far as the breakers know. */
    boolean available() {
        return NEEDED.stream()
                .allMatch(service ->
                        !breakers.open(service) || breakers.of(service).offersTrial());
    }

    void stop() {
        threads.shutdownNow();
    }

    /** Returns whether all users were checked or given up; otherwise the batch must be processed again. */
    boolean process(HintBatch hintBatch) throws InterruptedException {
        if (!hintBatch.unreadable().isEmpty()) {
            metrics.dropped(Reason.UNREADABLE, hintBatch.unreadable().size());
        }
        List<Future<Boolean>> checks = new ArrayList<>();
        for (Map.Entry<String, Instant> hint : hintBatch.changedAt().entrySet()) {
            checks.add(threads.submit(() -> check(hint.getKey(), hint.getValue(), 0)));
        }
        boolean all = true;
        for (Future<Boolean> check : checks) {
            try {
                all &= check.get();
            } catch (ExecutionException e) {
                // The process stops, or a defect of ours: either way the hint must not be skipped.
                LOG.warnf("hint not processed: %s", e.getCause());
                all = false;
            }
        }
        return all;
    }

    /**
     * @param throttles how often Graph throttled this one mailbox
     * @return false when the failure concerns all users
     */
    private boolean check(String userId, Instant changedAt, int throttles) throws InterruptedException {
        permits.acquire();
        try {
            if (!admitted(userId)) {
                return false;
            }
            for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
                CallContext callContext = CallContext.within(Priority.LIVE, REQUEST_TIMEOUT, clock);
                try {
                    Instant started = clock.instant();
                    detector.detect(new DetectionRequest(userId, changedAt, Cause.NOTIFICATION, callContext));
                    NEEDED.forEach(service -> breakers.succeeded(service, subject(userId), started));
                    return true;
                } catch (MicrosoftCallException e) {
                    if (e.failure().kind() == Failure.Kind.USER_THROTTLED) {
                        postpone(userId, changedAt, throttles + 1, e.failure());
                        return true;
                    }
                    if (!concernsThisUser(userId, e)) {
                        return false;
                    }
                    LOG.infof("check failed user=%s attempt=%d: %s", userId, attempt, e.getMessage());
                    Thread.sleep(RETRY_AFTER);
                } catch (RuntimeException e) {
                    LOG.errorf(e, "check failed unexpectedly user=%s attempt=%d", userId, attempt);
                    Thread.sleep(RETRY_AFTER);
                } catch (WriteFailedException e) {
                    LOG.warnf("check waits for Kafka user=%s: %s", userId, e.getMessage());
                    return false;
                }
            }
            metrics.dropped(Reason.FAILED, 1);
            LOG.warnf("hint dropped, the sweep checks the user user=%s attempts=%d", userId, MAX_ATTEMPTS);
            return true;
        } finally {
            NEEDED.forEach(service -> breakers.of(service).release(userId));
            permits.release();
        }
    }

    /** The batch does not wait for one mailbox. If the process stops before the retry, the sweep finds the change. */
    private void postpone(String userId, Instant changedAt, int throttles, Failure failure) {
        if (throttles == MAX_ATTEMPTS || !postponed.tryAcquire()) {
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

    private static Subject subject(String userId) {
        return new Subject(userId, Activity.LOOK);
    }

    /** While a breaker is half open one user is checked as a trial, and the others wait for its outcome. */
    private boolean admitted(String userId) {
        return NEEDED.stream()
                .allMatch(service ->
                        !breakers.open(service) || breakers.of(service).claim(userId));
    }

    private boolean concernsThisUser(String userId, MicrosoftCallException e) throws InterruptedException {
        return switch (breakers.classify(e.failure(), subject(userId))) {
            case FailureScope.Throttled throttled -> false;
            case FailureScope.Outage outage -> false;
            case FailureScope.UserRetry retry -> true;
            case FailureScope.UserRejected rejected -> true;
        };
    }
}
