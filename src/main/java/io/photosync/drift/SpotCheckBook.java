package io.photosync.drift;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.ledger.Ledger;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last spot check, which outlives the process that did it, and when the next one is due. */
@Singleton
final class SpotCheckBook {
    private static final Logger LOG = Logger.getLogger(SpotCheckBook.class);

    private final Ledger ledger;
    private final SpotCheckSettings settings;

    SpotCheckBook(Ledger ledger, SpotCheckSettings settings) {
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
        try {
            Optional<byte[]> kept = ledger.state(SpotCheckResult.KEY);
            return kept.isEmpty() ? Optional.empty() : Optional.of(EventJson.read(kept.get(), SpotCheckResult.class));
        } catch (UnreadableRecord e) {
            LOG.warnf("state ignored key=%s: %s", SpotCheckResult.KEY, e.getMessage());
            return Optional.empty();
        }
    }

    Draw draw() {
        return last().map(SpotCheckResult::draw).orElse(Draw.FIRST);
    }

    /** Empty where none was ended. */
    Optional<Instant> next() {
        return last().map(result -> result.began().plus(settings.every()));
    }
}
