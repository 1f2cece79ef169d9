package io.photosync.drift;

import io.photosync.call.MicrosoftCallException;
import io.photosync.drift.DriftCheck.Trouble;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last check, whoever did it, and when the next one is due. */
@Singleton
final class DriftCheckStore {
    private static final Logger LOG = Logger.getLogger(DriftCheckStore.class);
    /** After a failure, and where there was nothing to look for: a tenant that was never seen before fills by and by. */
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
        return ledger.state(DriftCheck.KEY, DriftCheck.class);
    }

    Optional<Trouble> trouble() {
        return last().flatMap(DriftCheck::trouble);
    }

    /** At once where none was ended. */
    Optional<Instant> next() {
        Duration soon = SOON.compareTo(settings.every()) < 0 ? SOON : settings.every();
        Optional<Instant> again =
                trouble().map(trouble -> known(trouble.latest()).plus(soon));
        return again.or(() -> last().filter(check -> check.ended().isPresent())
                .map(check -> known(check.began()).plus(check.files() == 0 ? soon : settings.every())));
    }

    /** A check that seems to have begun in the future was begun by a clock that went wrong; the next one is not to wait for that. */
    private Instant known(Instant then) {
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
                DriftCheck.KEY, last().orElseGet(() -> DriftCheck.begun(now)).failed(e.getMessage(), now));
    }
}
