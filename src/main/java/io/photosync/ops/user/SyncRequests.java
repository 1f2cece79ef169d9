package io.photosync.ops.user;

import io.photosync.drift.UsersWithoutPhoto;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UserState;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.audit.AuditEntry.Action;
import io.photosync.ops.audit.AuditTrail;
import io.photosync.ops.user.UserDirectory.UserRef;
import io.photosync.removal.RemovalPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Syncs a user on an operator's request. */
@ApplicationScoped
public class SyncRequests {
    private final ReadyLedger ledger;
    private final LedgerWriter writer;
    private final RemovalPolicy removals;
    private final AuditTrail auditTrail;
    private final Clock clock;

    SyncRequests(ReadyLedger ledger, LedgerWriter writer, RemovalPolicy removals, AuditTrail auditTrail, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.removals = removals;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Makes an event, writes the audit entry, then publishes the event to the live lane. It repeats the newest known
     * ETag, since the settled record repeats the event's: without one, detect would take the photo for another one and
     * sync it again. For a user without a photo in Exchange and without a picture of ours, it is a removal: a stale
     * picture may exist, and the sync asks Exchange once more before taking it down.
     *
     * @throws io.photosync.ops.ApiException 503 while the topics are still being read; then nothing was done, and no
     *     entry says so
     */
    public PhotoEvent sync(UserRef ref, Optional<String> reason) throws WriteFailedException, InterruptedException {
        Ledger known = ledger.get();
        UserState user = known.of(ref.id());
        Instant now = clock.instant();
        PhotoEvent event = removals.apply() && UsersWithoutPhoto.photoless(user, now)
                ? PhotoEvent.fresh(PhotoEvent.REMOVED, ref.id(), now, nothing(ref, now))
                : PhotoEvent.fresh(PhotoEvent.UPDATED, ref.id(), now, newest(ref, user, now));
        auditTrail.write(Action.SYNC, "user " + ref.id(), 1, reason);
        auditTrail.journal(ref.id(), Action.SYNC, reason);
        writer.writeEvent(Lane.LIVE, event);
        return event;
    }

    private static Data nothing(UserRef ref, Instant now) {
        return new Data(
                ref.userPrincipalName(), Optional.empty(), Optional.empty(), Optional.empty(), Cause.REQUEST, now);
    }

    private static Data newest(UserRef ref, UserState user, Instant now) {
        Optional<PhotoEvent> newest = UserEvents.newest(user);
        return new Data(
                ref.userPrincipalName(),
                newest.map(event -> event.data().mediaEtag()).orElseGet(() -> settledOrPolled(user)),
                newest.flatMap(event -> event.data().width()),
                newest.flatMap(event -> event.data().height()),
                Cause.REQUEST,
                now);
    }

    /** The ETag of a user without unfinished events. */
    private static Optional<String> settledOrPolled(UserState user) {
        return user.settled().flatMap(Settlement::mediaEtag).or(() -> user.roster()
                .flatMap(RosterEntry::mediaEtag));
    }
}
