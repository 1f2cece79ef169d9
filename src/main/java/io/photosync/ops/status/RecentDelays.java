package io.photosync.ops.status;

import io.photosync.event.Settlement;
import io.photosync.event.Settlement.Change;
import io.photosync.ledger.FoldFollower;
import io.photosync.ledger.SharePointState;
import io.photosync.ops.status.DelayRing.Percentiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The measured delay of the last hour: from a photo's change, as near as is known, until SharePoint had it, as {@code
 * photosync_photo_sync_delay_seconds} counts it, but only for changes that users made: no first fill, repair, replay or
 * request. Read from the settled records, which Kafka keeps for an hour at least, so that every replica answers alike,
 * also after a start.
 */
@ApplicationScoped
public class RecentDelays implements FoldFollower {
    private final DelayRing ring = new DelayRing();
    private final Clock clock;

    RecentDelays(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param count number of changes that SharePoint has got in the last hour
     * @param p50 half of them took at most that long; absent where there are none; {@code p99} likewise
     * @param minutes sixty, oldest first; the last one is not over
     */
    public record LastHour(int count, Optional<Duration> p50, Optional<Duration> p99, List<Minute> minutes) {}

    /** @param at its beginning; the others as for the hour */
    public record Minute(Instant at, int count, Optional<Duration> p50, Optional<Duration> p99) {}

    public LastHour lastHour() {
        Instant now = clock.instant();
        Percentiles whole = ring.whole(now);
        List<Minute> minutes = ring.byMinute(now).entrySet().stream()
                .map(minute -> new Minute(
                        minute.getKey(),
                        minute.getValue().count(),
                        minute.getValue().p50(),
                        minute.getValue().p99()))
                .toList();
        return new LastHour(whole.count(), whole.p50(), whole.p99(), minutes);
    }

    @Override
    public void restarted() {
        ring.clear();
    }

    @Override
    public void settled(String userId, SharePointState before, SharePointState after, Optional<Settlement> record) {
        record.filter(end -> !end.filesKept()).ifPresent(end -> end.change()
                .filter(RecentDelays::ofUser)
                .ifPresent(change -> ring.record(end.at(), Duration.between(change.at(), end.at()), clock.instant())));
    }

    private static boolean ofUser(Change change) {
        return switch (change.cause()) {
            case NOTIFICATION, SWEEP -> true;
            case FIRST_FILL, REPAIR, REPLAY, REQUEST -> false;
        };
    }
}
