package io.photosync.sweep;

import io.photosync.detect.ChangeDetector;
import io.photosync.detect.Decision;
import io.photosync.detect.RemovalCandidateSink;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.UserState;
import io.photosync.roster.RosterWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Decides what follows from a photo's state that the sweep read, publishes it, and records the state in the roster. */
@ApplicationScoped
class SweepResultHandler {
    private final Ledger ledger;
    private final ChangeDetector changeDetector;
    private final SweepPublisher publisher;
    private final RemovalCandidateSink removalCandidates;
    private final RosterWriter roster;
    private final Clock clock;

    /** Six: what a state can lead to is an event, a removal candidate and a new roster entry. */
    SweepResultHandler(
            Ledger ledger,
            ChangeDetector changeDetector,
            SweepPublisher publisher,
            RemovalCandidateSink removalCandidates,
            RosterWriter roster,
            Clock clock) {
        this.ledger = ledger;
        this.changeDetector = changeDetector;
        this.publisher = publisher;
        this.removalCandidates = removalCandidates;
        this.roster = roster;
        this.clock = clock;
    }

    /** Returns when Kafka has the event, if there is one; the roster entry is written later. */
    void handle(String userId, PhotoState state, SweepCounters counters)
            throws WriteFailedException, InterruptedException {
        UserState userState = ledger.of(userId);
        Optional<RosterEntry> entry = userState.roster().filter(RosterEntry::managed);
        if (entry.isEmpty()) {
            return; // Left the tenant or the scope since the pass started.
        }
        if (state instanceof PhotoState.NoMailbox && entry.get().mediaEtag().isPresent()) {
            counters.deniedMailbox();
        }
        Decision decision = changeDetector.decide(userId, state);
        switch (decision) {
            case Decision.Updated(PhotoState.Present photo) -> publisher.publish(userId, photo, userState, counters);
            case Decision.PerhapsRemoved() ->
                removalCandidates.add(userId, entry.get().userPrincipalName(), Cause.SWEEP);
            case Decision.Nothing nothing -> {}
        }
        if (state instanceof PhotoState.Present) {
            removalCandidates.clear(userId);
        }
        roster.change(userId, found -> found.map(before -> updated(before, state, decision)));
    }

    /** One answer "no photo" is no removal: until it is confirmed, the roster keeps the last photo. */
    private RosterEntry updated(RosterEntry before, PhotoState state, Decision decision) {
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
