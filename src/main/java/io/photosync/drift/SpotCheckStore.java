package io.photosync.drift;

import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last spot check, the one in progress, and the time of the next; all outlive the process. */
@Singleton
final class SpotCheckStore {
    private static final Logger LOG = Logger.getLogger(SpotCheckStore.class);

    private final Ledger ledger;
    private final SpotCheckSettings settings;

    SpotCheckStore(Ledger ledger, SpotCheckSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    boolean enabled() {
        return settings.enabled();
    }

    Duration every() {
        return settings.every();
    }

    Duration confirmAfter() {
        return settings.confirmAfter();
    }

    Optional<SpotCheckResult> last() {
        return ledger.state(StateKey.SPOT_CHECK, SpotCheckResult.class);
    }

    /** The check in progress, by whichever leader. */
    Optional<SpotCheckProgress> progress() {
        Optional<Instant> lastBegan = last().map(SpotCheckResult::began);
        // The progress of a completed check is obsolete.
        return ledger.state(StateKey.SPOT_CHECK_PROGRESS, SpotCheckProgress.class)
                .filter(progress -> lastBegan.filter(progress.began()::equals).isEmpty());
    }

    RandomOrder draw() {
        return last().map(SpotCheckResult::draw).orElse(RandomOrder.FIRST);
    }

    /** Time of the next check; empty when none was completed. */
    Optional<Instant> next() {
        return last().map(result -> result.began().plus(settings.every()));
    }
}
