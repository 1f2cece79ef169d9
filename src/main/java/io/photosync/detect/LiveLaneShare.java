package io.photosync.detect;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.ledger.FoldFollower;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * How many more changes that hints lead to may go into the live lane: a token bucket for the whole tenant. Every
 * replica counts what all of them put there, as its ledger sees it; what the others have in flight at the same moment
 * may go beyond it.
 *
 * <p>The bucket fills all the time. So a small steady stream stays live, and after a burst the next change need not
 * wait for the end of a window.
 */
@ApplicationScoped
class LiveLaneShare implements FoldFollower {
    /** One in ten is reserved for users who change their photo again while it waits. */
    private static final int RESERVED = 10;

    private final int atMost;
    private final double perMilli;
    private final Clock clock;
    /** Users for whom a token was taken here and whose event is not folded yet. */
    private final Set<String> taken = new HashSet<>();

    private double left;
    private Instant countedAt = Instant.EPOCH;

    LiveLaneShare(DetectSettings settings, Clock clock) {
        this.atMost = settings.liveAtMost();
        this.perMilli = atMost / (double) Math.max(1, settings.liveWithin().toMillis());
        this.clock = clock;
        this.left = atMost;
    }

    @Override
    public synchronized void restarted() {
        left = atMost;
        countedAt = Instant.EPOCH;
        taken.clear();
    }

    @Override
    public synchronized void event(Lane lane, PhotoEvent event) {
        if (lane == Lane.LIVE && event.data().cause() == Cause.NOTIFICATION) {
            fill(event.data().detectedAt());
            left = taken.remove(event.userId()) ? left : Math.max(0, left - 1);
        }
    }

    /** Whether one more change of that kind may go live now. */
    synchronized boolean has(HintedChange change) {
        fill(clock.instant());
        return switch (change) {
            case FILL -> false;
            case CHANGE -> left - atMost / RESERVED >= 1;
            case CHANGED_AGAIN -> left >= 1;
        };
    }

    /** Takes a token for an event of that user, if there is one. */
    synchronized boolean take(String userId, HintedChange change) {
        boolean room = has(change);
        if (room && taken.add(userId)) {
            left--;
        }
        return room;
    }

    /**
     * Records of several partitions and clocks of several replicas are not in order: time only goes forward, and not
     * past now.
     */
    private void fill(Instant when) {
        Instant now = clock.instant();
        Instant until = when.isAfter(now) ? now : when;
        if (until.isAfter(countedAt)) {
            long millis = Duration.between(countedAt, until).toMillis();
            left = Math.min(atMost, left + millis * perMilli);
            countedAt = until;
        }
    }
}
