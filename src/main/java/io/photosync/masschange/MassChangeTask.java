package io.photosync.masschange;

import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.masschange.MassChange.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Publishes users whose photo was released: those held at the time of the release, and those held later by a replica
 * that did not know of it yet. Keeps no state, so the next leader continues.
 */
@ApplicationScoped
class MassChangeTask implements LeaderTask {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** Finding a photo's users iterates all settled records. */
    private static final Duration PAUSE_AFTER_PHOTO = Duration.ofSeconds(4);

    private final MassChanges changes;
    private final ReleasedUsers released;
    private final Clock clock;

    MassChangeTask(MassChanges changes, ReleasedUsers released, Clock clock) {
        this.changes = changes;
        this.released = released;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mass-changes";
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        PhotosToWalk photos = new PhotosToWalk(clock);
        while (true) {
            for (MassChange change : changes.all()) {
                if (change.state() == State.RELEASED && change.users() > 0 && photos.due(change.sha256())) {
                    photos.walked(change.sha256(), publish(change.sha256()));
                    Thread.sleep(PAUSE_AFTER_PHOTO);
                }
            }
            Thread.sleep(POLL_INTERVAL);
        }
    }

    /** @return number of users who were published */
    private int publish(String sha256) throws WriteFailedException, InterruptedException {
        int published = 0;
        for (String userId : changes.users(sha256)) {
            Optional<MassChangeDecision> release = changes.of(sha256)
                    .filter(change -> change.state() == State.RELEASED)
                    .flatMap(MassChange::decision);
            if (release.isEmpty()) {
                return published; // Refused meanwhile: the last decision counts.
            }
            published += released.publish(userId, sha256, release.get()) ? 1 : 0;
        }
        return published;
    }
}
