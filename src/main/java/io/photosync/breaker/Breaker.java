package io.photosync.breaker;

import io.photosync.call.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Opens when a service fails for all users; closes when it answers again. Thread-safe. */
public final class Breaker {
    private final Clock clock;
    private final OutageUsers users = new OutageUsers();
    private final List<Consumer<BreakerState>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile BreakerState state;
    /**
     * The activity whose success closes an open breaker; empty: the probe closes it. Guarded by the lock, as is {@link
     * #trial}.
     */
    private Optional<Activity> closingActivity = Optional.empty();
    /** The user whose attempt a half-open breaker lets through. */
    private Optional<String> trial = Optional.empty();

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

    /** The listener is called with each new state, on the thread that changed it, and must be quick. */
    public void listen(Consumer<BreakerState> listener) {
        listeners.add(listener);
    }

    /** Those whom this outage failed, as far as is known: none where the probe opened the breaker. */
    OutageUsers users() {
        return users;
    }

    /** Opened by the probe's failure, and closed by the probe. @return whether it was closed before */
    boolean opened(Failure failure) {
        return opened(failure, Optional.empty(), Map.of());
    }

    /**
     * Opened by users' failures that the probe does not meet: closed by the success of one user who is let through.
     *
     * @param activity the activity that must succeed
     * @param failed these users, each with the first failure's time
     * @return whether it was closed before; if not, what closes it stays the same
     */
    boolean openedByUsers(Failure failure, Activity activity, Map<String, Instant> failed) {
        return opened(failure, Optional.of(activity), failed);
    }

    private boolean opened(Failure failure, Optional<Activity> closedBy, Map<String, Instant> failed) {
        lock.lock();
        try {
            boolean first = !open();
            if (first) {
                closingActivity = closedBy;
                users.begin();
            }
            users.add(failed);
            become(new BreakerState.Open(since(), failure));
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is half-open and may let one user through. */
    public boolean offersTrial() {
        lock.lock();
        try {
            return state instanceof BreakerState.HalfOpen && closingActivity.isPresent() && trial.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the user through, unless another one is on trial. Must be followed by {@link #release}. */
    public boolean claim(String userId) {
        lock.lock();
        try {
            if (!offersTrial()) {
                return false;
            }
            trial = Optional.of(userId);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The user's attempt is over, whatever its outcome; does nothing for a user who was not let through. */
    public void release(String userId) {
        lock.lock();
        try {
            if (trial.equals(Optional.of(userId))) {
                trial = Optional.empty();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean onTrial(String userId) {
        lock.lock();
        try {
            return trial.equals(Optional.of(userId));
        } finally {
            lock.unlock();
        }
    }

    boolean closesByTrial() {
        lock.lock();
        try {
            return open() && closingActivity.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /**
     * An attempt that started at that time succeeded. @return whether that closed the breaker: an attempt from before
     * the outage does not
     */
    boolean succeeded(Activity activity, Instant began) {
        lock.lock();
        try {
            boolean proves = open()
                    && !began.isBefore(since())
                    && closingActivity.map(activity::equals).orElse(true);
            if (proves) {
                become(new BreakerState.Closed(clock.instant()));
            }
            return proves;
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

    /** Returns when the service answers again or after that time, whichever is first. */
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

    /** Returns when it is no longer half-open; or after that time, unless a trial is in flight. */
    void awaitTrial(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (state instanceof BreakerState.HalfOpen && (left > 0 || trial.isPresent())) {
                left = left > 0 ? changed.awaitNanos(left) : awaitRelease();
            }
        } finally {
            lock.unlock();
        }
    }

    private long awaitRelease() throws InterruptedException {
        changed.await();
        return 0;
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
