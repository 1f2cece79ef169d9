package io.photosync.breaker;

import io.photosync.call.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One probe for all who ask, with a pause between two. Bad news is shared while it is fresh. Good news counts only if it is newer than the
 * question: that the service answered before a request failed proves nothing against the user of that request.
 */
final class SharedProbe {
    private final Probe probe;
    private final Duration pause;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private Instant began = Instant.MIN;
    private Instant mayAskFrom = Instant.MIN;
    private Optional<Failure> found = Optional.empty();

    SharedProbe(Probe probe, Duration pause, Clock clock) {
        this.probe = probe;
        this.pause = pause;
        this.clock = clock;
    }

    Optional<Failure> ask() throws InterruptedException {
        Instant asked = clock.instant();
        lock.lockInterruptibly();
        try {
            while (true) {
                Instant now = clock.instant();
                if (!now.isBefore(mayAskFrom)) {
                    return askNow(now);
                }
                if (found.isPresent() || !began.isBefore(asked)) {
                    return found;
                }
                news.await(Math.max(1, Duration.between(now, mayAskFrom).toMillis()), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The lock is held on purpose: whoever asks meanwhile waits for this answer. */
    private Optional<Failure> askNow(Instant now) throws InterruptedException {
        Optional<Failure> answer = probe.probe();
        began = now;
        found = answer;
        mayAskFrom = clock.instant().plus(pause);
        news.signalAll();
        return answer;
    }
}
