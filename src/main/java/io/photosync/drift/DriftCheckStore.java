package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.DriftCheck.Trouble;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last check, by whichever leader, and the time of the next one. */
@Singleton
final class DriftCheckStore {
    private static final Logger LOG = Logger.getLogger(DriftCheckStore.class);
    /** Interval after a failure or an empty library: a new tenant fills gradually. */
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final DriftSettings settings;
    private final Clock clock;

    DriftCheckStore(Ledger ledger, DriftSettings settings, Clock clock) {
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    boolean enabled() {
        return settings.enabled();
    }

    Optional<DriftCheck> last() {
        return ledger.state(StateKey.DRIFT_CHECK, DriftCheck.class);
    }

    Optional<Trouble> trouble() {
        return last().flatMap(DriftCheck::trouble);
    }

    /** Time of the next check; empty means immediately, since none was completed. */
    Optional<Instant> next() {
        Duration soon = SOON.compareTo(settings.every()) < 0 ? SOON : settings.every();
        Optional<Instant> again =
                trouble().map(trouble -> notAfterNow(trouble.latest()).plus(soon));
        return again.or(() -> last().filter(check -> check.ended().isPresent())
                .map(check -> notAfterNow(check.began()).plus(check.files() == 0 ? soon : settings.every())));
    }

    /** A check that began in the future was stamped by a wrong clock; the next one must not wait for that time. */
    private Instant notAfterNow(Instant then) {
        Instant now = clock.instant();
        return then.isAfter(now) ? now : then;
    }

    LibraryComparison begin() {
        return new LibraryComparison(
                ledger.targets(), ledger.roster(), ledger.baseNames().held(), clock.instant());
    }

    void failed(LeaderTerm leaderTerm, MicrosoftCallException e) throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        leaderTerm.write(
                StateKey.DRIFT_CHECK,
                last().orElseGet(() -> DriftCheck.begun(now)).failed(e.getMessage(), now));
    }
}
