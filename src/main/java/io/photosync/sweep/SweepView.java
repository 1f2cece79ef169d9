package io.photosync.sweep;

import io.photosync.detect.SweepCoverage;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The sweep as every replica sees it, from what the leader writes. */
@ApplicationScoped
public class SweepView implements SweepCoverage {
    private final SweepSettings settings;
    private final Ledger ledger;
    private final Clock clock;
    private final Instant since;

    SweepView(SweepSettings settings, Ledger ledger, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public boolean firstPass() {
        return enabled() && state().flatMap(SweepState::last).isEmpty();
    }

    public Optional<SweepState> state() {
        return SweepState.of(ledger);
    }

    public DetectionDelay promise() {
        return DetectionDelay.of(state(), settings.every(), since, clock.instant());
    }
}
