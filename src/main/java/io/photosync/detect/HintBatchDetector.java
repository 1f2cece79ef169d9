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
import io.photosync.detect.ChangeDetector.DetectionRequest;
import io.photosync.detect.HintMetrics.Reason;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.TopicWriter.WriteFailedException;
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

/** Looks at the users of a batch of hints, some at once. A user that cannot be looked at three times is left to the sweep. */
@ApplicationScoped
public class HintBatchDetector {
    private static final Logger LOG = Logger.getLogger(HintBatchDetector.class);
    private static final List<MicrosoftService> NEEDED = List.of(MicrosoftService.GRAPH, MicrosoftService.ENTRA);
    private static final int TRIES = 3;
    /** Users whose mailbox is left alone for a while. */
    private static final int LATER_AT_MOST = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final ChangeDetector changeDetector;
    private final Breakers breakers;
    private final HintMetrics metrics;
    private final Clock clock;
    private final Semaphore places;
    private final Semaphore later = new Semaphore(LATER_AT_MOST);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-", 0).factory());

    HintBatchDetector(
            ChangeDetector changeDetector,
            Breakers breakers,
            HintMetrics metrics,
            Clock clock,
            DetectSettings settings) {
        this.changeDetector = changeDetector;
        this.breakers = breakers;
        this.metrics = metrics;
        this.clock = clock;
        this.places = new Semaphore(settings.usersAtOnce());
    }

    /** Whether Graph and the tokens for it are there, as far as is known. */
    boolean possible() {
        return NEEDED.stream()
                .allMatch(service ->
                        !breakers.open(service) || breakers.of(service).offersTrial());
    }

    void stop() {
        threads.shutdownNow();
    }

    /** @return whether all were looked at or given up; otherwise the batch is to be kept */
    boolean all(HintBatch hintBatch) throws InterruptedException {
        if (!hintBatch.unreadable().isEmpty()) {
            metrics.dropped(Reason.UNREADABLE, hintBatch.unreadable().size());
        }
        List<Future<Boolean>> looks = new ArrayList<>();
        for (Map.Entry<String, Instant> hint : hintBatch.changedAt().entrySet()) {
            looks.add(threads.submit(() -> look(hint.getKey(), hint.getValue(), 0)));
        }
        boolean all = true;
        for (Future<Boolean> look : looks) {
            try {
                all &= look.get();
            } catch (ExecutionException e) {
                // Interrupted while the process ends, or a fault of ours: either way the hint must not be passed by
                // unseen.
                LOG.warnf("a hint was not followed: %s", e.getCause());
                all = false;
            }
        }
        return all;
    }

    /**
     * @param throttles how often Graph asked to leave this one mailbox alone
     * @return false when it is not this user's fault
     */
    private boolean look(String userId, Instant changedAt, int throttles) throws InterruptedException {
        places.acquire();
        try {
            if (!admitted(userId)) {
                return false;
            }
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                CallContext callContext =
                        new CallContext(Priority.LIVE, clock.instant().plus(PATIENCE));
                try {
                    Instant began = clock.instant();
                    changeDetector.look(new DetectionRequest(userId, changedAt, Cause.NOTIFICATION, callContext));
                    NEEDED.forEach(service -> breakers.succeeded(service, subject(userId), began));
                    return true;
                } catch (MicrosoftCallException e) {
                    if (e.failure().kind() == Failure.Kind.USER_THROTTLED) {
                        lookLater(userId, changedAt, throttles + 1, e.failure());
                        return true;
                    }
                    if (!concernsThisUser(userId, e)) {
                        return false;
                    }
                    LOG.infof("look failed user=%s attempt=%d: %s", userId, attempt, e.getMessage());
                    Thread.sleep(BETWEEN);
                } catch (RuntimeException e) {
                    LOG.errorf(e, "look failed unexpectedly user=%s attempt=%d", userId, attempt);
                    Thread.sleep(BETWEEN);
                } catch (WriteFailedException e) {
                    LOG.warnf("look waits for Kafka user=%s: %s", userId, e.getMessage());
                    return false;
                }
            }
            metrics.dropped(Reason.FAILED, 1);
            LOG.warnf("hint dropped user=%s after %d tries; the sweep will find the change", userId, TRIES);
            return true;
        } finally {
            NEEDED.forEach(service -> breakers.of(service).release(userId));
            places.release();
        }
    }

    /** The batch does not wait for one mailbox. Whoever is forgotten because the process ends is found by the sweep. */
    private void lookLater(String userId, Instant changedAt, int throttles, Failure failure) {
        if (throttles == TRIES || !later.tryAcquire()) {
            metrics.dropped(Reason.THROTTLED, 1);
            LOG.warnf("hint dropped user=%s; the sweep will find the change: %s", userId, failure);
            return;
        }
        LOG.infof("look waits user=%s throttles=%d: %s", userId, throttles, failure);
        threads.submit(() -> {
            try {
                Thread.sleep(failure.retryAfter().orElse(BETWEEN));
            } finally {
                later.release();
            }
            return look(userId, changedAt, throttles);
        });
    }

    private static Subject subject(String userId) {
        return new Subject(userId, Activity.LOOK);
    }

    /** While a service may be back but nobody knows, one user is looked at, and the others wait for how that ends. */
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
