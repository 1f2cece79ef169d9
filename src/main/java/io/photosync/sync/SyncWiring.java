package io.photosync.sync;

import io.photosync.ledger.RemovalWindow;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the schedules from the settings. */
final class SyncWiring {
    @Produces
    @Singleton
    static RetrySchedule retrySchedule(SyncSettings settings) {
        return new RetrySchedule(settings.retryAfter(), settings.jitter(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    @Produces
    @Singleton
    static Rechecks rechecks(SyncSettings settings, RemovalWindow window) {
        List<Duration> profile = settings.profileRecheckAfter().orElseGet(() -> Rechecks.slowly(settings.retryAfter()));
        return new Rechecks(settings.recheckAfter(), profile, window.confirmAfter(), settings.keptFilesRetry());
    }
}
