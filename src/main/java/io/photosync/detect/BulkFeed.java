package io.photosync.detect;

import io.photosync.event.BulkLane;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;

/** Fills the bulk lane from the backlog as room appears in it. The sweep goes on meanwhile. */
@ApplicationScoped
class BulkFeed implements Duty {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** To count 100,000 people takes some milliseconds, which need not be spent each time. */
    private static final int COUNT_EVERY = 10;

    private final SweepSettings sweep;
    private final BulkLane lane;
    private final BacklogFeed feed;
    private final Handover handover;

    BulkFeed(SweepSettings sweep, BulkLane lane, BacklogFeed feed, Handover handover) {
        this.sweep = sweep;
        this.lane = lane;
        this.feed = feed;
        this.handover = handover;
    }

    @Override
    public String name() {
        return "bulk-feed";
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        if (!sweep.enabled()) {
            Thread.sleep(Duration.ofDays(1));
            return;
        }
        handover.begin(term);
        for (long turn = 0; ; turn++) {
            feed.feed();
            if (turn % COUNT_EVERY == 0) {
                handover.watch(lane.waiting().equals(OptionalLong.of(0)));
            }
            Thread.sleep(EVERY);
        }
    }
}
