package io.photosync.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Opens when a service fails for everybody; closes when it answers again. Thread-safe. */
public final class Breaker {
    private final Clock clock;
    private final List<Consumer<BreakerState>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile BreakerState state;

    Breaker(Clock clock) {
        this.clock = clock;
        this.state = new BreakerState.Closed(clock.instant());
    }

    public BreakerState state() {
        return state;
    }

    public boolean open() {
        return !(state instanceof BreakerState.Closed);
    }

    /** Called with each new state, on the thread that changed it: must be quick. */
    public void listen(Consumer<BreakerState> listener) {
        listeners.add(listener);
    }

    /** @return whether it was closed before */
    boolean opened(Failure failure) {
        lock.lock();
        try {
            boolean first = !open();
            become(new BreakerState.Open(since(), failure));
            return first;
        } finally {
            lock.unlock();
        }
    }

    void probing() {
        lock.lock();
        try {
            if (state instanceof BreakerState.Open(Instant since, Failure failure)) {
                become(new BreakerState.HalfOpen(since, failure));
            }
        } finally {
            lock.unlock();
        }
    }

    void answered() {
        lock.lock();
        try {
            if (open()) {
                become(new BreakerState.Closed(clock.instant()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the service answers again, or after that time, whichever is first. */
    public void awaitClosed(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (open() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private Instant since() {
        return switch (state) {
            case BreakerState.Closed closed -> clock.instant();
            case BreakerState.Open(Instant since, Failure failure) -> since;
            case BreakerState.HalfOpen(Instant since, Failure failure) -> since;
        };
    }

    private void become(BreakerState next) {
        state = next;
        changed.signalAll();
        listeners.forEach(listener -> listener.accept(next));
    }
}
