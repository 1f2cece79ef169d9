package io.photosync.drift;

import io.photosync.ledger.Mode;
import io.photosync.ledger.ModeSettings;
import io.photosync.roster.RosterSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** How long leavers' files are kept: as long as possible, since an administrator may restore the user. */
@Singleton
final class LeaverRetention {
    /** Checks between deletion and forgetting: SharePoint may be unavailable during one of them. */
    private static final int CHECKS = 3;

    private final boolean deleting;
    private final Duration every;
    private final Duration forgetAfter;

    LeaverRetention(DriftSettings drift, RosterSettings roster, ModeSettings mode) {
        this.deleting = drift.enabled() && mode.mode() == Mode.SYNC;
        this.every = drift.every();
        this.forgetAfter = roster.forgetAfter();
    }

    boolean deleting() {
        return deleting;
    }

    Duration every() {
        return every;
    }

    /** Whether the files may be deleted. */
    boolean due(Instant goneSince, Instant now) {
        return !goneSince.plus(forgetAfter).minus(every.multipliedBy(CHECKS)).isAfter(now);
    }

    /** Whether deletion is given up: SharePoint has refused for as long again. */
    boolean givenUp(Instant goneSince, Instant now) {
        return !goneSince.plus(forgetAfter.multipliedBy(2)).isAfter(now);
    }
}
