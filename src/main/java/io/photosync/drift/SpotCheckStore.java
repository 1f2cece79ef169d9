package io.photosync.drift;

import io.photosync.ledger.Ledger;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last spot check, and the one that is not done yet, which outlive the process that did them; and when the next one is due. */
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
        return ledger.state(SpotCheckResult.KEY, SpotCheckResult.class);
    }

    /** The one that is not done yet, whoever began it. */
    Optional<SpotCheckProgress> progress() {
        Optional<Instant> lastBegan = last().map(SpotCheckResult::began);
        // What is left of one that was done is of no interest.
        return ledger.state(SpotCheckProgress.KEY, SpotCheckProgress.class)
                .filter(progress -> lastBegan.filter(progress.began()::equals).isEmpty());
    }

    RandomOrder draw() {
        return last().map(SpotCheckResult::draw).orElse(RandomOrder.FIRST);
    }

    /** Empty where none was ended. */
    Optional<Instant> next() {
        return last().map(result -> result.began().plus(settings.every()));
    }
}
