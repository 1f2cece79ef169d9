package io.photosync.sync;

import io.photosync.event.KafkaClients;
import io.photosync.event.ModeSettings;
import io.photosync.event.RemovalWindow;
import io.photosync.event.TopicWriter;
import io.photosync.exchange.Photos;
import io.photosync.exchange.Users;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Scope;
import io.photosync.masschange.MassChanges;
import io.photosync.sharepoint.PhotoLibrary;
import io.photosync.sharepoint.Profiles;
import io.photosync.thumbnail.Thumbnailer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the room's plain classes together. */
final class SyncWiring {
    @Produces
    @Singleton
    static Ladder ladder(SyncSettings settings) {
        return new Ladder(settings.retryAfter(), settings.jitter(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    @Produces
    @Singleton
    static Rechecks rechecks(SyncSettings settings, RemovalWindow window) {
        List<Duration> profile = settings.profileRecheckAfter().orElseGet(() -> Rechecks.slowly(settings.retryAfter()));
        return new Rechecks(settings.recheckAfter(), profile, window.confirmAfter(), settings.keptFilesRetry());
    }

    @Produces
    @Singleton
    static Settling settling(TopicWriter writer, Ledger ledger, Ladder ladder, Rechecks rechecks, Clock clock) {
        return new Settling(writer, ledger, ladder, rechecks, clock);
    }

    @Produces
    @Singleton
    static TrustedLedger trustedLedger(Ledger ledger) {
        return new TrustedLedger(ledger);
    }

    @Produces
    @Singleton
    static CurrentName currentName(Ledger ledger, Users users) {
        return new CurrentName(ledger, users);
    }

    @Produces
    @Singleton
    static SharePointPicture picture(
            Profiles profiles, PhotoLibrary library, TrustedLedger ledger, CurrentName name, Clock clock) {
        return new SharePointPicture(profiles, library, ledger, name, clock);
    }

    @Produces
    @Singleton
    static TakeDown takeDown(
            SharePointPicture picture,
            TrustedLedger ledger,
            CurrentName name,
            Ladder ladder,
            ModeSettings mode,
            RemovalWindow window) {
        return new TakeDown(picture, ledger, name, ladder, mode.mode(), window);
    }

    @Produces
    @Singleton
    static Eligibility eligibility(TrustedLedger ledger, Users users, Scope scope) {
        return new Eligibility(ledger, users, scope);
    }

    @Produces
    @Singleton
    static CountedDecoding countedDecoding(Thumbnailer thumbnailer, TopicWriter writer, Ledger ledger) {
        return new CountedDecoding(thumbnailer, writer, ledger);
    }

    @Produces
    @Singleton
    static UserSync userSync(
            Photos photos,
            CountedDecoding decoding,
            MassChanges massChanges,
            SharePointPicture picture,
            TakeDown takeDown,
            TrustedLedger ledger,
            CurrentName name,
            Eligibility eligibility,
            ModeSettings mode) {
        return new UserSync(photos, decoding, massChanges, picture, takeDown, ledger, name, eligibility, mode.mode());
    }

    @Produces
    @Singleton
    static Attempts attempts(UserSync sync, Settling settling, Judge judge, SyncMetrics metrics, Clock clock) {
        return new Attempts(sync, settling, judge, metrics, clock);
    }

    @Produces
    @Singleton
    static Membership.Needs needs(
            KafkaClients clients,
            Ledger ledger,
            TopicWriter writer,
            Attempts attempts,
            Gate gate,
            SyncSettings settings,
            Clock clock) {
        return new Membership.Needs(
                clients, ledger, writer, attempts, gate, gate::owned, settings.usersAtOnce(), clock);
    }
}
