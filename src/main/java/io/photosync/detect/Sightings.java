package io.photosync.detect;

import io.photosync.detect.LaneWriter.Find;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoState;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What follows from a photo's state as the sweep sees it. */
@ApplicationScoped
class Sightings {
    private final Detection detection;
    private final Ledger ledger;
    private final LaneWriter lanes;
    private final Backlog backlog;
    private final Suspects suspects;
    private final RosterBook roster;
    private final SweepSettings settings;
    private final Clock clock;

    Sightings(
            Detection detection,
            Ledger ledger,
            LaneWriter lanes,
            Backlog backlog,
            Suspects suspects,
            RosterBook roster,
            SweepSettings settings,
            Clock clock) {
        this.detection = detection;
        this.ledger = ledger;
        this.lanes = lanes;
        this.backlog = backlog;
        this.suspects = suspects;
        this.roster = roster;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns when Kafka has what is to be told; what the roster is to know is on its way there. */
    void seen(String userId, PhotoState state, RoundTally tally) throws NotWritten, InterruptedException {
        Known known = ledger.of(userId);
        Optional<RosterEntry> person = known.roster().filter(RosterEntry::lookedAfter);
        if (person.isEmpty()) {
            return; // Left, or was taken out of the scope, since the round began.
        }
        String name = person.get().userPrincipalName();
        Decision decision = detection.decide(userId, state);
        switch (decision) {
            case Decision.Updated(PhotoState.Present photo) -> updated(userId, name, photo, known, tally);
            case Decision.PerhapsRemoved() -> suspects.suspect(userId, name, Cause.SWEEP);
            case Decision.Nothing nothing -> {}
        }
        if (state instanceof PhotoState.Present) {
            suspects.cleared(userId);
        }
        roster.change(userId, entry -> entry.map(before -> noted(before, state, decision)));
    }

    private void updated(String userId, String name, PhotoState.Present photo, Known known, RoundTally tally)
            throws NotWritten, InterruptedException {
        Optional<PhotoState.Present> waits = backlog.of(userId);
        boolean same = waits.map(PhotoState.Present::mediaEtag)
                .filter(photo.mediaEtag()::equals)
                .isPresent();
        boolean settled = known.settled().isPresent();
        boolean room = tally.live() < settings.liveAtMost();
        switch (LaneChoice.of(waits.isPresent(), same, settled, tally.firstRound(), room)) {
            case WAITS -> {}
            case BULK -> {
                backlog.add(userId, photo);
                tally.found(false);
            }
            case LIVE -> {
                lanes.updated(new Find(userId, name, clock.instant(), Cause.SWEEP, Topic.PHOTO_UPDATED), photo);
                backlog.remove(userId);
                tally.found(true);
            }
        }
    }

    /** One answer "no photo" is no removal: until that is certain, the roster keeps the photo that was seen last. */
    private static RosterEntry noted(RosterEntry before, PhotoState state, Decision decision) {
        return switch (state) {
            case PhotoState.Present photo -> before.mailbox(true).mediaEtag(Optional.of(photo.mediaEtag()));
            case PhotoState.Absent absent ->
                decision instanceof Decision.PerhapsRemoved
                        ? before
                        : before.mailbox(true).mediaEtag(Optional.empty());
            case PhotoState.NoMailbox noMailbox -> before.mailbox(false);
            case PhotoState.UserGone gone -> before;
        };
    }
}
