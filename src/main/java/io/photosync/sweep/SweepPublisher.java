package io.photosync.sweep;

import io.photosync.detect.PhotoEventPublisher;
import io.photosync.detect.PhotoEventPublisher.DetectedChange;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.UserState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Takes the changes that the sweep finds to their lanes, or to the backlog in front of one. */
@ApplicationScoped
class SweepPublisher {
    private final PhotoEventPublisher lanes;
    private final BulkBacklog bulkBacklog;
    private final SweepSettings settings;
    private final Clock clock;

    SweepPublisher(PhotoEventPublisher lanes, BulkBacklog bulkBacklog, SweepSettings settings, Clock clock) {
        this.lanes = lanes;
        this.bulkBacklog = bulkBacklog;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param known of somebody who is in the roster */
    void take(String userId, PhotoState.Present photo, UserState userState, SweepCounters tally)
            throws WriteFailedException, InterruptedException {
        Optional<String> waitsFor = bulkBacklog.of(userId).map(PhotoState.Present::mediaEtag);
        LaneChoice choice = LaneChoice.of(
                waitsFor.isPresent(),
                waitsFor.filter(photo.mediaEtag()::equals).isPresent(),
                userState.settled().isPresent(),
                tally.firstRound(),
                tally.live() < settings.liveAtMost());
        switch (choice) {
            case WAITS -> {}
            case BULK -> {
                bulkBacklog.add(userId, photo);
                tally.found(false);
            }
            case LIVE -> {
                String name = userState.roster().orElseThrow().userPrincipalName();
                lanes.updated(new DetectedChange(userId, name, clock.instant(), Cause.SWEEP, Lane.LIVE), photo);
                bulkBacklog.remove(userId);
                tally.found(true);
            }
        }
    }
}
