package io.photosync.sweep;

import io.photosync.detect.PhotoEventPublisher;
import io.photosync.detect.PhotoEventPublisher.DetectedChange;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Moves the longest-waiting users from the backlog to the bulk lane as it has room, while the sweep goes on. */
@ApplicationScoped
class BulkFeeder implements LeaderTask {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Maximum users per call of {@link #feed}. */
    private static final int AT_ONCE = 1_000;
    /** Counting 100,000 users takes some milliseconds, which need not be spent every second. */
    private static final int MEASURE_EVERY = 10;

    private final SweepSettings settings;
    private final BulkLaneCapacity lane;
    private final UnpublishedChanges unpublished;
    private final PhotoEventPublisher publisher;
    private final SweepCheckpoint checkpoint;

    BulkFeeder(
            SweepSettings settings,
            BulkLaneCapacity lane,
            UnpublishedChanges unpublished,
            PhotoEventPublisher publisher,
            SweepCheckpoint checkpoint) {
        this.settings = settings;
        this.lane = lane;
        this.unpublished = unpublished;
        this.publisher = publisher;
        this.checkpoint = checkpoint;
    }

    @Override
    public String name() {
        return "bulk-feed";
    }

    @Override
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        BulkBacklog backlog = checkpoint.resume(leaderTerm);
        for (long count = 0; ; count++) {
            feed(backlog);
            if (count % MEASURE_EVERY == 0) {
                checkpoint.measureFirstFill(lane.waiting().equals(OptionalLong.of(0)));
            }
            Thread.sleep(EVERY);
        }
    }

    /** Returns when the lane is full or no user waits. */
    private void feed(BulkBacklog backlog) throws WriteFailedException, InterruptedException {
        for (String userId : backlog.first(AT_ONCE)) {
            Optional<PhotoState.Present> photo = backlog.of(userId);
            if (photo.isPresent()) {
                if (!lane.take(BulkLaneCapacity.Use.FILL)) {
                    return;
                }
                Optional<DetectedChange> change = unpublished.change(userId, photo.get());
                if (change.isPresent()) {
                    publisher.updated(change.get(), photo.get());
                }
                backlog.remove(userId, photo.get());
            }
        }
    }
}
