package io.photosync.removal;

import io.photosync.event.Settlement;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.RemovalWindow;
import io.photosync.sweep.SweepSettings;
import io.photosync.sweep.SweepState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The rules of removals, from the settings: mode, guard, and times. */
@ApplicationScoped
public class RemovalPolicy implements RemovalWindow {
    /** Counting 100,000 users is too slow for every turn. */
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    private final RemovalSettings.ModeSettings mode;
    private final RemovalSettings settings;
    private final SweepSettings sweep;
    private final Ledger ledger;
    private final Clock clock;
    private volatile Shown shown = new Shown(0, Instant.MIN);

    RemovalPolicy(
            RemovalSettings.ModeSettings mode,
            RemovalSettings settings,
            SweepSettings sweep,
            Ledger ledger,
            Clock clock) {
        this.mode = mode;
        this.settings = settings;
        this.sweep = sweep;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Shown(int users, Instant counted) {}

    /** Whether photos are removed at all. */
    public boolean apply() {
        return mode.removals() == RemovalMode.APPLY;
    }

    @Override
    public Duration confirmAfter() {
        return settings.confirmAfter();
    }

    @Override
    public Duration validFor() {
        return window();
    }

    private Duration window() {
        // Long enough for first answers to be counted together before the first of them is confirmed.
        Duration twice = settings.confirmAfter().multipliedBy(2);
        return sweep.every().compareTo(twice) > 0 ? sweep.every() : twice;
    }

    RemovalGuard guard() {
        return new RemovalGuard(settings.atMost(), settings.atMostShare(), window(), settings.atMostADay());
    }

    ObservationWindow observe(Instant since) {
        return new ObservationWindow(since, guard().window(), SweepState.of(ledger), sweep.enabled());
    }

    /** How many users have a photo in SharePoint, as counted at most some seconds ago. */
    int shown() {
        Instant now = clock.instant();
        if (shown.counted().isBefore(now.minus(COUNT_EVERY))) {
            shown = new Shown(count(), now);
        }
        return shown.users();
    }

    private int count() {
        return (int) ledger.targets().values().stream()
                .flatMap(target -> target.last().stream())
                .filter(RemovalPolicy::shows)
                .count();
    }

    private static boolean shows(Settlement end) {
        return end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED;
    }
}
