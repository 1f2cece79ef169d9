package io.photosync.sweep;

import io.photosync.detect.SweepCoverage;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;

/** What the sweep covers, as its settings and its state in the ledger say. */
@ApplicationScoped
class KnownSweepCoverage implements SweepCoverage {
    private final SweepSettings settings;
    private final Ledger ledger;

    KnownSweepCoverage(SweepSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    @Override
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public boolean firstPass() {
        return enabled() && SweepState.of(ledger).flatMap(SweepState::last).isEmpty();
    }
}
