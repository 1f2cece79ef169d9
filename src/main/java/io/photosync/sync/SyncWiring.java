package io.photosync.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.KafkaClients;
import io.photosync.event.ModeSettings;
import io.photosync.event.RemovalWindow;
import io.photosync.event.TopicWriter;
import io.photosync.exchange.Photos;
import io.photosync.exchange.Users;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Scope;
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
    static Settling settling(
            TopicWriter writer, Ledger ledger, SyncSettings settings, RemovalWindow window, Clock clock) {
        Ladder ladder = new Ladder(settings.retryAfter(), settings.jitter(), () -> ThreadLocalRandom.current()
                .nextDouble());
        List<Duration> profile = settings.profileRecheckAfter().orElseGet(() -> Rechecks.slowly(settings.retryAfter()));
        Rechecks rechecks = new Rechecks(settings.recheckAfter(), profile, window.confirmAfter());
        return new Settling(writer, ledger, ladder, rechecks, clock);
    }

    @Produces
    @Singleton
    static SharePointPicture picture(Profiles profiles, PhotoLibrary library, Clock clock) {
        return new SharePointPicture(profiles, library, clock);
    }

    @Produces
    @Singleton
    static UserSync userSync(
            Photos photos,
            Users users,
            Thumbnailer thumbnailer,
            SharePointPicture picture,
            Ledger ledger,
            ModeSettings mode,
            Scope scope,
            RemovalWindow window) {
        CurrentName name = new CurrentName(ledger, users);
        return new UserSync(photos, thumbnailer, picture, ledger, name, scope, mode.mode(), window);
    }

    @Produces
    @Singleton
    static Attempts attempts(UserSync sync, Settling settling, Judge judge, MeterRegistry registry, Clock clock) {
        return new Attempts(sync, settling, judge, new SyncMetrics(registry), clock);
    }

    @Produces
    @Singleton
    static Membership.Needs needs(
            KafkaClients clients,
            Ledger ledger,
            Settling settling,
            Attempts attempts,
            Gate gate,
            SyncSettings settings,
            Clock clock) {
        return new Membership.Needs(
                clients, ledger, settling, attempts, gate, gate::owned, settings.usersAtOnce(), clock);
    }
}
