package io.photosync.sync;

import io.photosync.event.ModeSettings;
import io.photosync.event.RemovalWindow;
import io.photosync.graph.Photos;
import io.photosync.graph.Users;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.TopicWriter;
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
    static RetrySchedule ladder(SyncSettings settings) {
        return new RetrySchedule(settings.retryAfter(), settings.jitter(), () -> ThreadLocalRandom.current()
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
    static OutcomeRecorder settling(
            TopicWriter writer, Ledger ledger, RetrySchedule retrySchedule, Rechecks rechecks, Clock clock) {
        return new OutcomeRecorder(writer, ledger, retrySchedule, rechecks, clock);
    }

    @Produces
    @Singleton
    static TrustedLedger trustedLedger(Ledger ledger) {
        return new TrustedLedger(ledger);
    }

    @Produces
    @Singleton
    static UserNameResolver currentName(Ledger ledger, Users users) {
        return new UserNameResolver(ledger, users);
    }

    @Produces
    @Singleton
    static ProfilePhotoWriter picture(
            Profiles profiles, PhotoLibrary library, TrustedLedger ledger, UserNameResolver name, Clock clock) {
        return new ProfilePhotoWriter(profiles, library, ledger, name, clock);
    }

    @Produces
    @Singleton
    static PhotoRemoval takeDown(
            ProfilePhotoWriter picture,
            TrustedLedger ledger,
            UserNameResolver name,
            RetrySchedule retrySchedule,
            ModeSettings mode,
            RemovalWindow window) {
        return new PhotoRemoval(picture, ledger, name, retrySchedule, mode.mode(), window);
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
            ProfilePhotoWriter picture,
            PhotoRemoval photoRemoval,
            TrustedLedger ledger,
            UserNameResolver name,
            Eligibility eligibility,
            ModeSettings mode) {
        return new UserSync(
                photos, decoding, massChanges, picture, photoRemoval, ledger, name, eligibility, mode.mode());
    }

    @Produces
    @Singleton
    static AttemptRunner attempts(
            UserSync sync,
            OutcomeRecorder outcomeRecorder,
            FailureClassifier failureClassifier,
            SyncMetrics metrics,
            Clock clock) {
        return new AttemptRunner(sync, outcomeRecorder, failureClassifier, metrics, clock);
    }

    @Produces
    @Singleton
    static LaneSession.Needs needs(
            KafkaClients clients,
            Ledger ledger,
            TopicWriter writer,
            AttemptRunner attemptRunner,
            LaneGate laneGate,
            SyncSettings settings,
            Clock clock) {
        return new LaneSession.Needs(
                clients, ledger, writer, attemptRunner, laneGate, laneGate::owned, settings.usersAtOnce(), clock);
    }
}
