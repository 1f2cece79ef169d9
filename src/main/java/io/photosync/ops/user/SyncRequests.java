package io.photosync.ops.user;

import io.photosync.drift.UsersWithoutPhoto;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.user.UserDirectory.Person;
import io.photosync.removal.RemovalPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Syncs a user because an operator asks. */
@ApplicationScoped
class SyncRequests {
    private final ReadyLedger ledger;
    private final TopicWriter writer;
    private final RemovalPolicy removals;
    private final Clock clock;

    SyncRequests(ReadyLedger ledger, TopicWriter writer, RemovalPolicy removals, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.removals = removals;
        this.clock = clock;
    }

    /**
     * Puts an event into the live lane. It repeats the newest ETag that is known, since the settled record will repeat the event's:
     * with none, detect would take the photo for another one and sync it again. Where the sweep saw no photo and none was written, it
     * is for a picture from before: the sync asks Exchange once more, and takes down what stands.
     */
    PhotoEvent sync(Person person) throws WriteFailedException, InterruptedException {
        Ledger known = ledger.get();
        UserState user = known.of(person.id());
        Instant now = clock.instant();
        PhotoEvent event = removals.apply() && UsersWithoutPhoto.photoless(user, now)
                ? PhotoEvent.fresh(PhotoEvent.REMOVED, person.id(), now, nothing(person, now))
                : PhotoEvent.fresh(PhotoEvent.UPDATED, person.id(), now, newest(person, user, now));
        known.awaitFolded(writer.writeEvent(Lane.LIVE, event));
        return event;
    }

    private static Data nothing(Person person, Instant now) {
        return new Data(
                person.userPrincipalName(), Optional.empty(), Optional.empty(), Optional.empty(), Cause.REQUEST, now);
    }

    private static Data newest(Person person, UserState user, Instant now) {
        Optional<PhotoEvent> newest = UserEvents.newest(user);
        return new Data(
                person.userPrincipalName(),
                newest.map(event -> event.data().mediaEtag()).orElseGet(() -> seen(user)),
                newest.flatMap(event -> event.data().width()),
                newest.flatMap(event -> event.data().height()),
                Cause.REQUEST,
                now);
    }

    /** The ETag of somebody whose events have all ended. */
    private static Optional<String> seen(UserState user) {
        return user.settled().flatMap(Settlement::mediaEtag).or(() -> user.roster()
                .flatMap(RosterEntry::mediaEtag));
    }
}
