package io.photosync.detect;

import io.photosync.call.Failure;
import io.photosync.detect.HintCheck.Result;
import io.photosync.detect.HintMetrics.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Hints about users whose mailbox Graph throttles: each is checked after its wait, apart from its batch, which does not
 * wait for one mailbox. Their offsets may be committed, so nobody repeats them: each ends checked, or is counted as
 * dropped.
 */
@ApplicationScoped
class PostponedHints {
    private static final Logger LOG = Logger.getLogger(PostponedHints.class);
    private static final int MAX_THROTTLES = 3;
    private static final int MAX_POSTPONED = 100;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(10);
    /** Graph itself repeats a notification for as long. A check costs no request while the outage is known. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(4);

    private final HintCheck hintCheck;
    private final HintMetrics metrics;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MAX_POSTPONED);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("hint-postponed-", 0).factory());

    PostponedHints(HintCheck hintCheck, HintMetrics metrics, Clock clock) {
        this.hintCheck = hintCheck;
        this.metrics = metrics;
        this.clock = clock;
    }

    void stop() {
        threads.shutdownNow();
    }

    /** @param throttle that the first check met */
    void add(String userId, Instant changedAt, Failure throttle) {
        if (!room.tryAcquire()) {
            drop(Reason.THROTTLED, userId, throttle.toString());
            return;
        }
        LOG.infof("check postponed user=%s: %s", userId, throttle);
        threads.execute(() -> follow(userId, changedAt, throttle));
    }

    private void follow(String userId, Instant changedAt, Failure throttle) {
        try {
            checkUntilDone(userId, changedAt, throttle);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            drop(Reason.FAILED, userId, "the process stops");
        } catch (RuntimeException e) {
            LOG.errorf(e, "postponed check failed unexpectedly user=%s", userId);
            drop(Reason.FAILED, userId, e.toString());
        } finally {
            room.release();
        }
    }

    private void checkUntilDone(String userId, Instant changedAt, Failure throttle) throws InterruptedException {
        Instant giveUpAt = clock.instant().plus(GIVEN_UP_AFTER);
        Duration wait = throttle.retryAfter().orElse(RETRY_AFTER);
        int throttles = 1;
        boolean done = false;
        while (!done) {
            Thread.sleep(wait);
            switch (hintCheck.check(userId, changedAt)) {
                case Result.Checked checked -> done = true;
                case Result.Failed failed -> {
                    drop(Reason.FAILED, userId, failed.toString());
                    done = true;
                }
                case Result.MailboxThrottled(Failure again) -> {
                    throttles++;
                    wait = again.retryAfter().orElse(RETRY_AFTER);
                    if (throttles == MAX_THROTTLES) {
                        drop(Reason.THROTTLED, userId, again.toString());
                        done = true;
                    }
                }
                case Result.Unavailable unavailable -> {
                    wait = OUTAGE_PAUSE;
                    if (clock.instant().isAfter(giveUpAt)) {
                        drop(Reason.FAILED, userId, "the outage does not end");
                        done = true;
                    }
                }
            }
        }
    }

    private void drop(Reason reason, String userId, String why) {
        metrics.dropped(reason, 1);
        LOG.warnf("hint dropped, the sweep checks the user user=%s: %s", userId, why);
    }
}
