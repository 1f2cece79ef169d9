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

/** Grants permits for one service. One waiting thread owns the timer; the others wait to be signalled. */
final class ServiceLimiter {
    private final MicrosoftService service;
    private final Clock clock;
    private final List<LimitUsage> usages;
    private final PermitQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    private PermitRequest timerOwner;

    ServiceLimiter(MicrosoftService service, List<Limit> limits, Clock clock) {
        this.service = service;
        this.clock = clock;
        this.usages = limits.stream().map(LimitUsage::new).toList();
        this.queue = new PermitQueue(usages);
    }

    void acquire(RequestCost cost, CallContext context) throws MicrosoftCallException, InterruptedException {
        if (context.over(clock.instant())) {
            throw new MicrosoftCallException(over(context));
        }
        lock.lockInterruptibly();
        PermitRequest request = new PermitRequest(cost, context, lock.newCondition());
        try {
            queue.add(request);
            await(request);
        } finally {
            queue.remove(request);
            if (timerOwner == request) {
                timerOwner = null;
            }
            // The leaving request may have been the next one, or the owner of the timer.
            signalNext();
            lock.unlock();
        }
    }

    private void await(PermitRequest request) throws MicrosoftCallException, InterruptedException {
        while (true) {
            Instant now = clock.instant();
            Optional<Instant> next = queue.advance(now);
            if (request.granted) {
                return;
            }
            Instant mine = queue.earliest(request.cost, Urgency.of(request.context.priority()), now);
            if (mine.isAfter(request.context.deadline()) || !now.isBefore(request.context.deadline())) {
                throw new MicrosoftCallException(tooLate(request, Duration.between(now, mine)));
            }
            if (timerOwner == null) {
                timerOwner = request;
            } else if (timerOwner != request
                    && queue.next().filter(first -> first == request).isPresent()) {
                timerOwner.turn.signal();
            }
            Instant until = timerOwner == request
                    ? next.filter(request.context.deadline()::isAfter).orElse(request.context.deadline())
                    : request.context.deadline();
            request.turn.await(Math.max(1, Duration.between(now, until).toMillis()), TimeUnit.MILLISECONDS);
            if (request.granted) {
                return;
            }
        }
    }

    void pauseFor(Duration retryAfter, PauseRelease then) {
        change(() -> queue.pauseUntil(clock.instant().plus(retryAfter), then));
    }

    void answered() {
        change(queue::answered);
    }

    void reconcile(long limit, long remaining, Duration reset) {
        Instant now = clock.instant();
        change(() -> usages.getFirst().reconcile(limit, remaining, reset, now));
    }

    void share(double share, boolean first) {
        Instant now = clock.instant();
        change(() -> usages.forEach(usage -> {
            if (first && share < 1) {
                usage.joinOthers(share, now);
            } else {
                usage.share(share, now);
            }
        }));
    }

    Instant earliest(RequestCost cost, Priority priority) {
        lock.lock();
        try {
            return queue.earliest(cost, Urgency.of(priority), clock.instant());
        } finally {
            lock.unlock();
        }
    }

    Duration durationOf(RequestCost total) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Duration pause = queue.stoppedUntil(now)
                    .map(end -> Duration.between(now, end))
                    .orElse(Duration.ZERO);
            return usages.stream()
                    .map(usage -> usage.durationOf(total, now))
                    .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b)
                    .plus(pause);
        } finally {
            lock.unlock();
        }
    }

    BudgetState state() {
        lock.lock();
        try {
            Instant now = clock.instant();
            List<BudgetState.AccountState> states =
                    usages.stream().map(usage -> usage.state(now)).toList();
            return new BudgetState(service, states, queue.stoppedUntil(now), queue.counts());
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            signalNext();
        } finally {
            lock.unlock();
        }
    }

    private void signalNext() {
        Optional.ofNullable(timerOwner).or(queue::next).ifPresent(permitRequest -> permitRequest.turn.signal());
    }

    /** Slow answers used up the time, not a wait for a permit: that is no throttling, and counts as a failure. */
    private Failure over(CallContext context) {
        return Failure.withoutAnswer(
                service,
                Failure.Kind.UNREACHABLE,
                "deadline",
                "not sent: the deadline of this %s request was %s".formatted(context.priority(), context.deadline()));
    }

    private Failure tooLate(PermitRequest permitRequest, Duration wait) {
        return Failure.withoutAnswer(
                        service,
                        Failure.Kind.THROTTLED,
                        "noBudget",
                        "no permit for a %s request of %d units before its deadline; not before %d s from now"
                                .formatted(
                                        permitRequest.context.priority(), permitRequest.cost.units(), wait.toSeconds()))
                .askingFor(Optional.of(wait.isNegative() ? Duration.ZERO : wait));
    }
}
