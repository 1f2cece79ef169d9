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
 * One probe shared by all callers, with a pause between two runs. A failure is shared while it is fresh. A success
 * counts only if it is newer than the question: that the service answered before a request failed proves nothing about
 * that request's user.
 */
final class SharedProbe {
    private final Probe probe;
    private final Duration pause;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private Instant began = Instant.MIN;
    private Instant nextProbeAt = Instant.MIN;
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
                if (!now.isBefore(nextProbeAt)) {
                    return probeNow(now);
                }
                if (found.isPresent() || !began.isBefore(asked)) {
                    return found;
                }
                answered.await(Math.max(1, Duration.between(now, nextProbeAt).toMillis()), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The lock is held on purpose: other callers wait for this answer. */
    private Optional<Failure> probeNow(Instant now) throws InterruptedException {
        Optional<Failure> answer = probe.probe();
        began = now;
        found = answer;
        nextProbeAt = clock.instant().plus(pause);
        answered.signalAll();
        return answer;
    }
}
