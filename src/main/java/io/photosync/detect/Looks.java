package io.photosync.detect;

import io.photosync.budget.Activity;
import io.photosync.budget.Ask;
import io.photosync.budget.Breakers;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Diagnosis;
import io.photosync.budget.Failure;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.Priority;
import io.photosync.budget.Subject;
import io.photosync.detect.Detection.Look;
import io.photosync.detect.HintMetrics.Reason;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.TopicWriter.NotWritten;
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
public class Looks {
    private static final Logger LOG = Logger.getLogger(Looks.class);
    private static final List<MicrosoftService> NEEDED = List.of(MicrosoftService.GRAPH, MicrosoftService.ENTRA);
    private static final int TRIES = 3;
    /** Users whose mailbox is left alone for a while. */
    private static final int LATER_AT_MOST = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Detection detection;
    private final Breakers breakers;
    private final HintMetrics metrics;
    private final Clock clock;
    private final Semaphore places;
    private final Semaphore later = new Semaphore(LATER_AT_MOST);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-", 0).factory());

    Looks(Detection detection, Breakers breakers, HintMetrics metrics, Clock clock, DetectSettings settings) {
        this.detection = detection;
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
    boolean all(Hints hints) throws InterruptedException {
        if (!hints.unreadable().isEmpty()) {
            metrics.dropped(Reason.UNREADABLE, hints.unreadable().size());
        }
        List<Future<Boolean>> looks = new ArrayList<>();
        for (Map.Entry<String, Instant> hint : hints.changedAt().entrySet()) {
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
                Ask ask = new Ask(Priority.LIVE, clock.instant().plus(PATIENCE));
                try {
                    Instant began = clock.instant();
                    detection.look(new Look(userId, changedAt, Cause.NOTIFICATION, ask));
                    NEEDED.forEach(service -> breakers.succeeded(service, subject(userId), began));
                    return true;
                } catch (CallFailed e) {
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
                } catch (NotWritten e) {
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

    private boolean concernsThisUser(String userId, CallFailed e) throws InterruptedException {
        return switch (breakers.diagnose(e.failure(), subject(userId))) {
            case Diagnosis.Throttled throttled -> false;
            case Diagnosis.Outage outage -> false;
            case Diagnosis.UserRetry retry -> true;
            case Diagnosis.UserRejected rejected -> true;
        };
    }
}
