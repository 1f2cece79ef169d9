package io.photosync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The time within this process: the machine's at the start, and from then on what the monotonic source counts. Setting
 * the machine's clock moves no deadline, empties no limit's window and freezes no wait. What lasts is followed: forward
 * at once, as after a machine that was asleep; backward by going slower, since waits that were counted from a later
 * time would stand still until then.
 */
final class SteadyClock extends Clock {
    private static final Logger LOG = Logger.getLogger(SteadyClock.class);

    /** Less is the two sources' own difference. */
    private static final Duration SAME = Duration.ofSeconds(1);
    /** Who sets a clock by mistake sets it back. */
    private static final Duration LASTS = Duration.ofMinutes(1);
    /** One part in so many slower. */
    private static final long SLOWER = 10;

    private final Clock machine;
    private final LongSupplier nanos;
    // Guarded by this.
    private Instant anchor;
    private long anchored;
    private boolean differs;
    private long differsSince;
    private boolean slow;

    SteadyClock(Clock machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
        this.anchor = machine.instant();
        this.anchored = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long at = nanos.getAsLong();
        long gone = at - anchored;
        Instant now = anchor.plusNanos(slow ? gone - gone / SLOWER : gone);
        Duration ahead = Duration.between(machine.instant(), now);
        if (ahead.abs().compareTo(SAME) <= 0) {
            agrees(now, at);
            return now;
        }
        if (!differs) {
            differs = true;
            differsSince = at;
        }
        return at - differsSince < LASTS.toNanos() ? now : follow(now, at, ahead);
    }

    private void agrees(Instant now, long at) {
        differs = false;
        if (slow) {
            anchorAt(now, at, false);
        }
    }

    private Instant follow(Instant now, long at, Duration ahead) {
        if (ahead.isNegative()) {
            LOG.warnf("the machine's clock is %s ahead and stays so: followed", ahead.negated());
            anchorAt(now.minus(ahead), at, false);
            differs = false;
            return anchor;
        }
        if (!slow) {
            LOG.warnf(
                    "the machine's clock was set back by %s: this process goes slower until the two agree, or is restarted",
                    ahead);
            anchorAt(now, at, true);
        }
        return now;
    }

    private void anchorAt(Instant now, long at, boolean slower) {
        anchor = now;
        anchored = at;
        slow = slower;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** @throws UnsupportedOperationException for any other zone: our times have none */
    @Override
    public Clock withZone(ZoneId zone) {
        if (zone.equals(getZone())) {
            return this;
        }
        throw new UnsupportedOperationException("times here are in UTC, not in " + zone);
    }
}
