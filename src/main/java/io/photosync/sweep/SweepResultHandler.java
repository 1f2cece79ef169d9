package io.photosync.sweep;

import io.photosync.detect.ChangeDetector;
import io.photosync.detect.Decision;
import io.photosync.detect.RemovalCandidateSink;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.roster.RosterWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What follows from a photo's state as the sweep sees it. */
@ApplicationScoped
class SweepResultHandler {
    private final Ledger ledger;
    private final ChangeDetector changeDetector;
    private final SweepPublisher changes;
    private final RemovalCandidateSink removalCandidateSink;
    private final RosterWriter roster;
    private final Clock clock;

    SweepResultHandler(
            Ledger ledger,
            ChangeDetector changeDetector,
            SweepPublisher changes,
            RemovalCandidateSink removalCandidateSink,
            RosterWriter roster,
            Clock clock) {
        this.ledger = ledger;
        this.changeDetector = changeDetector;
        this.changes = changes;
        this.removalCandidateSink = removalCandidateSink;
        this.roster = roster;
        this.clock = clock;
    }

    /** Returns when Kafka has what is to be told; what the roster is to know is on its way there. */
    void seen(String userId, PhotoState state, SweepCounters tally) throws WriteFailedException, InterruptedException {
        UserState userState = ledger.of(userId);
        Optional<RosterEntry> person = userState.roster().filter(RosterEntry::lookedAfter);
        if (person.isEmpty()) {
            return; // Left, or was taken out of the scope, since the round began.
        }
        if (state instanceof PhotoState.NoMailbox && person.get().mediaEtag().isPresent()) {
            tally.deniedMailbox();
        }
        Decision decision = changeDetector.decide(userId, state);
        switch (decision) {
            case Decision.Updated(PhotoState.Present photo) -> changes.take(userId, photo, userState, tally);
            case Decision.PerhapsRemoved() ->
                removalCandidateSink.suspect(userId, person.get().userPrincipalName(), Cause.SWEEP);
            case Decision.Nothing nothing -> {}
        }
        if (state instanceof PhotoState.Present) {
            removalCandidateSink.cleared(userId);
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
