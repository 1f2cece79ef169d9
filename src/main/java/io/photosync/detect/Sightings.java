package io.photosync.detect;

import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
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
    private final Ledger ledger;
    private final Detection detection;
    private final SweptChanges changes;
    private final Suspects suspects;
    private final RosterBook roster;
    private final Clock clock;

    Sightings(
            Ledger ledger,
            Detection detection,
            SweptChanges changes,
            Suspects suspects,
            RosterBook roster,
            Clock clock) {
        this.ledger = ledger;
        this.detection = detection;
        this.changes = changes;
        this.suspects = suspects;
        this.roster = roster;
        this.clock = clock;
    }

    /** Returns when Kafka has what is to be told; what the roster is to know is on its way there. */
    void seen(String userId, PhotoState state, RoundTally tally) throws NotWritten, InterruptedException {
        Known known = ledger.of(userId);
        Optional<RosterEntry> person = known.roster().filter(RosterEntry::lookedAfter);
        if (person.isEmpty()) {
            return; // Left, or was taken out of the scope, since the round began.
        }
        if (state instanceof PhotoState.NoMailbox && person.get().mediaEtag().isPresent()) {
            tally.deniedMailbox();
        }
        Decision decision = detection.decide(userId, state);
        switch (decision) {
            case Decision.Updated(PhotoState.Present photo) -> changes.take(userId, photo, known, tally);
            case Decision.PerhapsRemoved() ->
                suspects.suspect(userId, person.get().userPrincipalName(), Cause.SWEEP);
            case Decision.Nothing nothing -> {}
        }
        if (state instanceof PhotoState.Present) {
            suspects.cleared(userId);
        }
        roster.change(userId, entry -> entry.map(before -> noted(before, state, decision)));
    }

    /** One answer "no photo" is no removal: until that is certain, the roster keeps the photo that was seen last. */
    private RosterEntry noted(RosterEntry before, PhotoState state, Decision decision) {
        return switch (state) {
            case PhotoState.Present photo -> before.mailbox(true).sees(Optional.of(photo.mediaEtag()), clock.instant());
            case PhotoState.Absent absent ->
                decision instanceof Decision.PerhapsRemoved
                        ? before
                        : before.mailbox(true).sees(Optional.empty(), clock.instant());
            case PhotoState.NoMailbox noMailbox -> before.mailbox(false);
            case PhotoState.UserGone gone -> before;
        };
    }
}
