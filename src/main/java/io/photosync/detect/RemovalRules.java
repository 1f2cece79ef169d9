package io.photosync.detect;

import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** The settings of removals as those who decide need them. */
@ApplicationScoped
public class RemovalRules {
    private final RemovingSettings mode;
    private final RemovalSettings settings;
    private final SweepSettings sweep;
    private final Ledger ledger;

    RemovalRules(RemovingSettings mode, RemovalSettings settings, SweepSettings sweep, Ledger ledger) {
        this.mode = mode;
        this.settings = settings;
        this.sweep = sweep;
        this.ledger = ledger;
    }

    /** Whether photos are taken down at all. */
    public boolean apply() {
        return mode.removals() == Removing.APPLY;
    }

    Duration confirmAfter() {
        return settings.confirmAfter();
    }

    RemovalGuard guard() {
        // Long enough for first answers to be counted together before the first of them is confirmed.
        Duration twice = settings.confirmAfter().multipliedBy(2);
        Duration window = sweep.every().compareTo(twice) > 0 ? sweep.every() : twice;
        return new RemovalGuard(settings.atMost(), settings.atMostShare(), window);
    }

    Watch watch(Instant since) {
        return new Watch(since, guard().window(), SweepState.of(ledger), sweep.enabled());
    }

    /** How many people's photo SharePoint shows, as far as is known. */
    int shown() {
        return (int) ledger.targets().values().stream()
                .flatMap(target -> target.last().stream())
                .filter(RemovalRules::shows)
                .count();
    }

    private static boolean shows(Settlement end) {
        return end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED;
    }
}
