package io.photosync.masschange;

import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.masschange.MassChange.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that users whose photo is released get it: those who were held when it was released, and those who were held since by a
 * replica that did not know yet. Keeps nothing, so the next leader goes on where this one was.
 */
@ApplicationScoped
class MassChangeTask implements LeaderTask {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** To look for the users of a photo is to go through all that was settled. */
    private static final Duration BEFORE_ANEW = Duration.ofSeconds(4);

    private final MassChanges changes;
    private final ReleasedUsers released;

    MassChangeTask(MassChanges changes, ReleasedUsers released) {
        this.changes = changes;
        this.released = released;
    }

    @Override
    public String name() {
        return "mass-changes";
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        while (true) {
            for (MassChange change : changes.all()) {
                if (change.state() == State.RELEASED && change.users() > 0) {
                    publish(change.sha256());
                    Thread.sleep(BEFORE_ANEW);
                }
            }
            Thread.sleep(LOOK);
        }
    }

    private void publish(String sha256) throws WriteFailedException, InterruptedException {
        for (String userId : changes.users(sha256)) {
            Optional<MassChangeDecision> release = changes.of(sha256)
                    .filter(change -> change.state() == State.RELEASED)
                    .flatMap(MassChange::decision);
            if (release.isEmpty()) {
                return; // Refused after all: the last word counts.
            }
            released.publish(userId, sha256, release.get());
        }
    }
}
