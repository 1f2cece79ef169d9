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
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Checks one user whom a hint named, up to three times, as far as the breakers admit. Thread-safe; it bounds how many
 * are checked concurrently.
 */
@ApplicationScoped
class HintCheck {
    private static final int MAX_ATTEMPTS = 3;

    private static final Logger LOG = Logger.getLogger(HintCheck.class);
    private static final List<MicrosoftService> NEEDED = List.of(MicrosoftService.GRAPH, MicrosoftService.ENTRA);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HintDetector detector;
    private final Breakers breakers;
    private final Clock clock;
    private final Semaphore permits;

    HintCheck(HintDetector detector, Breakers breakers, DetectSettings settings, Clock clock) {
        this.detector = detector;
        this.breakers = breakers;
        this.clock = clock;
        this.permits = new Semaphore(settings.usersAtOnce());
    }

    /** How a user's check ended. */
    sealed interface Result {
        /** Whatever follows from the user's photo is published. */
        record Checked() implements Result {}

        /** Each attempt failed, for reasons of this user's. */
        record Failed(int attempts) implements Result {}

        /** Graph throttles this user's mailbox: other users can be checked meanwhile. */
        record MailboxThrottled(Failure failure) implements Result {}

        /** What failed concerns all users, or the user waits for another one's trial. */
        record Unavailable() implements Result {}
    }

    /** Whether Graph and Entra are available, as far as the breakers know. */
    boolean available() {
        return NEEDED.stream()
                .allMatch(service ->
                        !breakers.open(service) || breakers.of(service).offersTrial());
    }

    /** @param changedAt when the user changed, as Graph notified */
    Result check(String userId, Instant changedAt) throws InterruptedException {
        permits.acquire();
        try {
            return admitted(userId) ? checkAdmitted(userId, changedAt) : new Result.Unavailable();
        } finally {
            NEEDED.forEach(service -> breakers.of(service).release(userId));
            permits.release();
        }
    }

    private Result checkAdmitted(String userId, Instant changedAt) throws InterruptedException {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try {
                detect(userId, changedAt);
                return new Result.Checked();
            } catch (MicrosoftCallException e) {
                if (e.failure().kind() == Failure.Kind.USER_THROTTLED) {
                    return new Result.MailboxThrottled(e.failure());
                }
                if (!concernsThisUser(userId, e)) {
                    return new Result.Unavailable();
                }
                LOG.infof("check failed user=%s attempt=%d: %s", userId, attempt, e.getMessage());
            } catch (WriteFailedException e) {
                LOG.warnf("check waits for Kafka user=%s: %s", userId, e.getMessage());
                return new Result.Unavailable();
            } catch (RuntimeException e) {
                LOG.errorf(e, "check failed unexpectedly user=%s attempt=%d", userId, attempt);
            }
            Thread.sleep(RETRY_AFTER);
        }
        return new Result.Failed(MAX_ATTEMPTS);
    }

    private void detect(String userId, Instant changedAt)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        CallContext callContext = CallContext.within(Priority.LIVE, REQUEST_TIMEOUT, clock);
        Instant started = clock.instant();
        detector.detect(new DetectionRequest(userId, changedAt, Cause.NOTIFICATION, callContext));
        NEEDED.forEach(service -> breakers.succeeded(service, subject(userId), started));
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
