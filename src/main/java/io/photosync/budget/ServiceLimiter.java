package io.photosync.budget;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.call.RequestCost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Where leave for one service is given. Of all who wait, one watches the clock; the others sleep until they are called. */
final class ServiceLimiter {
    private final MicrosoftService service;
    private final Clock clock;
    private final List<LimitUsage> accounts;
    private final PermitQueue line;
    private final ReentrantLock lock = new ReentrantLock();
    private PermitRequest watching;

    ServiceLimiter(MicrosoftService service, List<Limit> limits, Clock clock) {
        this.service = service;
        this.clock = clock;
        this.accounts = limits.stream().map(LimitUsage::new).toList();
        this.line = new PermitQueue(accounts);
    }

    void take(RequestCost demand, CallContext ask) throws MicrosoftCallException, InterruptedException {
        if (ask.over(clock.instant())) {
            throw new MicrosoftCallException(over(ask));
        }
        lock.lockInterruptibly();
        PermitRequest me = new PermitRequest(demand, ask, lock.newCondition());
        try {
            line.join(me);
            await(me);
        } finally {
            line.leave(me);
            if (watching == me) {
                watching = null;
            }
            // Whoever goes may have been the one in front, or the one with the watch.
            callNext();
            lock.unlock();
        }
    }

    private void await(PermitRequest me) throws MicrosoftCallException, InterruptedException {
        while (true) {
            Instant now = clock.instant();
            Optional<Instant> next = line.advance(now);
            if (me.granted) {
                return;
            }
            Instant mine = line.earliest(me.demand, Urgency.of(me.ask.priority()), now);
            if (mine.isAfter(me.ask.deadline()) || !now.isBefore(me.ask.deadline())) {
                throw new MicrosoftCallException(tooLate(me, Duration.between(now, mine)));
            }
            if (watching == null) {
                watching = me;
            } else if (watching != me
                    && line.next().filter(first -> first == me).isPresent()) {
                watching.called.signal();
            }
            Instant until = watching == me
                    ? next.filter(me.ask.deadline()::isAfter).orElse(me.ask.deadline())
                    : me.ask.deadline();
            me.called.await(Math.max(1, Duration.between(now, until).toMillis()), TimeUnit.MILLISECONDS);
            if (me.granted) {
                return;
            }
        }
    }

    void stop(Duration retryAfter, PauseRelease then) {
        change(() -> line.stop(clock.instant().plus(retryAfter), then));
    }

    void answered() {
        change(line::answered);
    }

    void correct(long limit, long remaining, Duration reset) {
        Instant now = clock.instant();
        change(() -> accounts.getFirst().correct(limit, remaining, reset, now));
    }

    void share(double share, boolean first) {
        Instant now = clock.instant();
        change(() -> accounts.forEach(account -> {
            if (first && share < 1) {
                account.joinOthers(share, now);
            } else {
                account.share(share, now);
            }
        }));
    }

    Instant earliest(RequestCost demand, Priority priority) {
        lock.lock();
        try {
            return line.earliest(demand, Urgency.of(priority), clock.instant());
        } finally {
            lock.unlock();
        }
    }

    BudgetState state() {
        lock.lock();
        try {
            Instant now = clock.instant();
            List<BudgetState.AccountState> states =
                    accounts.stream().map(account -> account.state(now)).toList();
            return new BudgetState(service, states, line.stoppedUntil(now), line.counts());
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            callNext();
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        Optional.ofNullable(watching).or(line::next).ifPresent(permitRequest -> permitRequest.called.signal());
    }

    /** Slow answers used the time up, not a wait for leave: that is no throttling, and counts against somebody. */
    private Failure over(CallContext ask) {
        return new Failure(
                service,
                Failure.Kind.UNREACHABLE,
                0,
                "deadline",
                "not sent: the time for this %s request was over at %s".formatted(ask.priority(), ask.deadline()),
                Optional.empty(),
                Optional.empty());
    }

    private Failure tooLate(PermitRequest permitRequest, Duration wait) {
        return new Failure(
                service,
                Failure.Kind.THROTTLED,
                0,
                "noBudget",
                "no leave for a %s request of %d units before its deadline; not before %d s from now"
                        .formatted(permitRequest.ask.priority(), permitRequest.demand.units(), wait.toSeconds()),
                Optional.of(wait.isNegative() ? Duration.ZERO : wait),
                Optional.empty());
    }
}
