package io.photosync.detect;

import io.photosync.detect.LaneWriter.Find;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoState;
import io.photosync.ledger.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Takes the changes that the sweep finds to their lanes, or to the backlog in front of one. */
@ApplicationScoped
class SweptChanges {
    private final LaneWriter lanes;
    private final Backlog backlog;
    private final SweepSettings settings;
    private final Clock clock;

    SweptChanges(LaneWriter lanes, Backlog backlog, SweepSettings settings, Clock clock) {
        this.lanes = lanes;
        this.backlog = backlog;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param known of somebody who is in the roster */
    void take(String userId, PhotoState.Present photo, Known known, RoundTally tally)
            throws NotWritten, InterruptedException {
        Optional<String> waitsFor = backlog.of(userId).map(PhotoState.Present::mediaEtag);
        LaneChoice choice = LaneChoice.of(
                waitsFor.isPresent(),
                waitsFor.filter(photo.mediaEtag()::equals).isPresent(),
                known.settled().isPresent(),
                tally.firstRound(),
                tally.live() < settings.liveAtMost());
        switch (choice) {
            case WAITS -> {}
            case BULK -> {
                backlog.add(userId, photo);
                tally.found(false);
            }
            case LIVE -> {
                String name = known.roster().orElseThrow().userPrincipalName();
                lanes.updated(new Find(userId, name, clock.instant(), Cause.SWEEP, Lane.LIVE), photo);
                backlog.remove(userId);
                tally.found(true);
            }
        }
    }
}
