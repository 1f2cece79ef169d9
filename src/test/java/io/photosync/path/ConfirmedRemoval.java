package io.photosync.path;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import java.time.Instant;
import java.util.Optional;

/** Photos that go as if detect had been told twice. The guard, which knows only a few people here, would hold the sixth back. */
final class ConfirmedRemoval {
    private final Sandbox sandbox;
    private final TopicWriter writer;

    ConfirmedRemoval(Sandbox sandbox, TopicWriter writer) {
        this.sandbox = sandbox;
        this.writer = writer;
    }

    void of(Person person) throws WriteFailedException, InterruptedException {
        sandbox.switches().setPhotoChangeNotifies(false);
        try {
            sandbox.exchangePhotos().remove(person.id());
        } finally {
            sandbox.switches().setPhotoChangeNotifies(true);
        }
        Instant now = Instant.now();
        Data data = new Data(
                person.userPrincipalName(), Optional.empty(), Optional.empty(), Optional.empty(), Cause.SWEEP, now);
        writer.writeEvent(Lane.LIVE, PhotoEvent.fresh(PhotoEvent.REMOVED, person.id(), now, data));
    }
}
