package io.photosync.drift;

import io.photosync.event.Mode;
import io.photosync.event.ModeSettings;
import io.photosync.roster.RosterSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** How long the files of people who left are kept: as long as can be, since an administrator may bring somebody back. */
@Singleton
final class LeaverRetention {
    /** As many before a leaver is forgotten: SharePoint may be away for one of them. */
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

    /** Whether the files may go. */
    boolean due(Instant goneSince, Instant now) {
        return !goneSince.plus(forgetAfter).minus(every.multipliedBy(CHECKS)).isAfter(now);
    }

    /** Whether files that could not be deleted are given up: SharePoint has refused for as long again. */
    boolean givenUp(Instant goneSince, Instant now) {
        return !goneSince.plus(forgetAfter.multipliedBy(2)).isAfter(now);
    }
}
