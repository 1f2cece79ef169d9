package io.photosync.detect;

import io.photosync.call.MicrosoftCallException;
import io.photosync.detect.HintDetector.DetectionRequest;
import io.photosync.detect.PhotoEventPublisher.DetectedChange;
import io.photosync.event.Lane;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.PhotoState;
import io.photosync.graph.Users;
import io.photosync.kafka.WriteFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Publishes the changes that hints led to: updates to a lane, removals as candidates. Asks the directory first, since a
 * hint may concern a guest, or a user who is gone or not in the roster yet.
 */
@ApplicationScoped
class HintPublisher {
    private static final Logger LOG = Logger.getLogger(HintPublisher.class);

    private final HintLaneChoice laneChoice;
    private final Users users;
    private final PhotoEventPublisher publisher;
    private final RemovalCandidateStore candidates;

    HintPublisher(
            HintLaneChoice laneChoice, Users users, PhotoEventPublisher publisher, RemovalCandidateStore candidates) {
        this.laneChoice = laneChoice;
        this.users = users;
        this.publisher = publisher;
        this.candidates = candidates;
    }

    /** See {@link HintLaneChoice#mayPublish}. */
    boolean mayPublish(String userId) throws InterruptedException {
        return laneChoice.mayPublish(userId);
    }

    void updated(DetectionRequest request, PhotoState.Present photo)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<Lane> lane = laneChoice.of(request.userId(), photo);
        if (lane.isPresent()) {
            publish(request, photo, lane.get());
        }
        candidates.erase(request.userId());
    }

    private void publish(DetectionRequest request, PhotoState.Present photo, Lane lane)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<DirectoryUser> user = users.find(request.userId(), request.callContext());
        if (user.isEmpty() || user.get().isGuest()) {
            LOG.debugf("skipped user=%s reason=GUEST_OR_GONE", request.userId());
            return;
        }
        String name = user.get().userPrincipalName();
        publisher.updated(
                new DetectedChange(request.userId(), name, request.changedAt(), request.cause(), lane), photo);
    }

    /** One answer "no photo" is no removal: the leader asks a second time, some time later. */
    void perhapsRemoved(DetectionRequest request)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Optional<DirectoryUser> user = users.find(request.userId(), request.callContext());
        if (user.isPresent()) {
            LOG.infof("removal candidate user=%s, to be confirmed", request.userId());
            candidates.add(request.userId(), user.get().userPrincipalName(), request.cause());
        }
    }

    /** The user is no removal candidate, or none any more. */
    void unchanged(String userId) throws WriteFailedException, InterruptedException {
        candidates.erase(userId);
    }
}
