package io.photosync.budget;

import io.photosync.call.RequestCost;
import java.time.Duration;
import java.time.Instant;

/** One limit, and what this replica has spent of its share. Not thread-safe. */
final class LimitUsage {
    /**
     * Requests that leave within a window may arrive in a shorter one, because some are longer on their way than others. The count's
     * window is that much longer than Microsoft's, so that its count is never higher than ours.
     */
    private static final Duration ON_THE_WAY = Duration.ofMillis(500);
    /** A replica without partitions still probes, sweeps and answers operators. */
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
        this.length = limit.window().plus(ON_THE_WAY);
        this.slidingWindow = new SlidingWindow(length);
        this.amount = limit.amount();
    }

    /** @return when that demand fits, all else unchanged */
    Instant earliest(RequestCost requestCost, Urgency urgency, Instant now) {
        long units = limit.of(requestCost);
        if (units == 0) {
            return now;
        }
        boolean waits = urgency == Urgency.CAN_WAIT;
        long most = waits ? forThoseWhoCanWait() : mine();
        Instant room = slidingWindow.usedAtMost(Math.max(0, most - units), now);
        Instant turn = waits && limit.evenly() ? pacer.next(now) : now;
        return room.isAfter(turn) ? room : turn;
    }

    void book(RequestCost requestCost, Urgency urgency, Instant now) {
        long units = limit.of(requestCost);
        slidingWindow.book(units, now);
        if (urgency == Urgency.CAN_WAIT) {
            pacer.book(units, forThoseWhoCanWait(), length, now);
        }
    }

    /**
     * Microsoft counts more than we did: another process with our app id, or requests that cost more than planned. Believed when it
     * leaves us less, never when it leaves us more: its count trails behind what is on its way.
     */
    void correct(long limitThere, long remaining, Duration reset, Instant now) {
        if (limitThere > 0) {
            amount = Math.min(limit.amount(), limitThere);
        }
        long left = Math.max(0, mine() - slidingWindow.used(now));
        long leftThere = Math.round(Math.max(0, remaining) * share);
        if (leftThere < left) {
            slidingWindow.bookUntil(left - leftThere, reset, now);
        }
    }

    /**
     * The replica has more partitions than before, or fewer. The past moves with the partitions, taken to be alike for each of them: what is
     * spent was spent for the limit as a whole, whoever did it. Having none is the moment between two assignments, and moves nothing.
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

    /** The replica joins others, and nobody knows what they spent: takes it that they spent all, evenly. */
    void joinOthers(double first, Instant now) {
        share(first, now);
        if (limit.shared() && limit.evenly()) {
            slidingWindow.bookEvenly(Math.max(0, mine() - slidingWindow.used(now)), now);
        }
    }

    BudgetState.AccountState state(Instant now) {
        return new BudgetState.AccountState(limit.name(), mine(), slidingWindow.used(now), limit.window());
    }

    private long mine() {
        return Math.max(1, Math.round(amount * share));
    }

    private long forThoseWhoCanWait() {
        return Math.max(1, Math.round(amount * share * (1 - limit.reserve())));
    }
}
