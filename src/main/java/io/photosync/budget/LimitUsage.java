package io.photosync.budget;

import io.photosync.call.RequestCost;
import java.time.Duration;
import java.time.Instant;

/** One limit, and what this replica has spent of its share. Not thread-safe. */
final class LimitUsage {
    /**
     * Requests sent within a window may arrive within a shorter one, because latencies differ. Our window is that much
     * longer than Microsoft's, so that its count is never higher than ours.
     */
    private static final Duration LATENCY_SPREAD = Duration.ofMillis(500);
    /** A replica without partitions still probes, sweeps and serves operators. */
    private static final double LEAST_SHARE = 0.02;

    private final Limit limit;
    private final Duration length;
    private final SlidingWindow slidingWindow;
    private final Pacer pacer = new Pacer();
    private long amount;
    private double share = 1;
    private double shareOfPast = 1;

    LimitUsage(Limit limit) {
        this.limit = limit;
        this.length = limit.window().plus(LATENCY_SPREAD);
        this.slidingWindow = new SlidingWindow(length);
        this.amount = limit.amount();
    }

    /** @return when that cost fits, all else unchanged */
    Instant earliest(RequestCost requestCost, Urgency urgency, Instant now) {
        long units = limit.of(requestCost);
        if (units == 0) {
            return now;
        }
        boolean waits = urgency == Urgency.CAN_WAIT;
        long most = waits ? unreserved() : ownShare();
        Instant room = slidingWindow.usedAtMost(Math.max(0, most - units), now);
        Instant turn = waits && limit.evenly() ? pacer.next(now) : now;
        return room.isAfter(turn) ? room : turn;
    }

    void record(RequestCost requestCost, Urgency urgency, Instant now) {
        long units = limit.of(requestCost);
        slidingWindow.record(units, now);
        if (urgency == Urgency.CAN_WAIT) {
            pacer.record(units, unreserved(), length, now);
        }
    }

    /**
     * Microsoft counts more than we did: another process uses our app id, or requests cost more than planned. Applied
     * when it leaves us less, never when it leaves us more: its count lags behind the requests in flight.
     */
    void reconcile(long limitThere, long remaining, Duration reset, Instant now) {
        if (limitThere > 0) {
            amount = Math.min(limit.amount(), limitThere);
        }
        long left = Math.max(0, ownShare() - slidingWindow.used(now));
        long leftThere = Math.round(Math.max(0, remaining) * share);
        if (leftThere < left) {
            slidingWindow.recordUntil(left - leftThere, reset, now);
        }
    }

    /**
     * The replica has more partitions than before, or fewer. Past spending moves with the partitions, assumed equal for
     * each: it was spent from the limit as a whole, whichever replica did it. Having none is the moment between two
     * assignments, and moves nothing.
     */
    void share(double wanted, Instant now) {
        if (!limit.shared()) {
            return;
        }
        if (wanted > 0) {
            slidingWindow.scale(wanted / shareOfPast, now);
            shareOfPast = wanted;
        }
        share = Math.clamp(wanted, LEAST_SHARE, 1);
    }

    /** The replica joins others whose spending is unknown: assumes that they spent all of it, evenly. */
    void joinOthers(double first, Instant now) {
        share(first, now);
        if (limit.shared() && limit.evenly()) {
            slidingWindow.recordEvenly(Math.max(0, ownShare() - slidingWindow.used(now)), now);
        }
    }

    /** How long that much takes all replicas together: at this pace, or until it fits where a limit knows none. */
    Duration durationOf(RequestCost total, Instant now) {
        long units = limit.of(total);
        if (limit.evenly()) {
            long all = Math.max(1, Math.round(amount * (1 - limit.reserve())));
            return Duration.ofNanos(Math.round((double) limit.window().toNanos() * units / all));
        }
        long own = Math.round(units * share);
        return Duration.between(now, slidingWindow.usedAtMost(Math.max(0, unreserved() - own), now));
    }

    BudgetState.AccountState state(Instant now) {
        return new BudgetState.AccountState(limit.name(), ownShare(), slidingWindow.used(now), limit.window());
    }

    private long ownShare() {
        return Math.max(1, Math.round(amount * share));
    }

    private long unreserved() {
        return Math.max(1, Math.round(amount * share * (1 - limit.reserve())));
    }
}
