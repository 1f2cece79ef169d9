package io.photosync.sweep;

import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;

/** Fills the bulk lane from the backlog as room appears in it. The sweep goes on meanwhile. */
@ApplicationScoped
class BulkFeeder implements LeaderTask {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** To count 100,000 people takes some milliseconds, which need not be spent each time. */
    private static final int COUNT_EVERY = 10;

    private final SweepSettings sweep;
    private final BulkLaneCapacity lane;
    private final BulkBacklogFeed feed;
    private final SweepCheckpoint sweepCheckpoint;

    BulkFeeder(SweepSettings sweep, BulkLaneCapacity lane, BulkBacklogFeed feed, SweepCheckpoint sweepCheckpoint) {
        this.sweep = sweep;
        this.lane = lane;
        this.feed = feed;
        this.sweepCheckpoint = sweepCheckpoint;
    }

    @Override
    public String name() {
        return "bulk-feed";
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        if (!sweep.enabled()) {
            Thread.sleep(Duration.ofDays(1));
            return;
        }
        sweepCheckpoint.begin(leaderTerm);
        for (long turn = 0; ; turn++) {
            feed.feed();
            if (turn % COUNT_EVERY == 0) {
                sweepCheckpoint.watch(lane.waiting().equals(OptionalLong.of(0)));
            }
            Thread.sleep(EVERY);
        }
    }
}
