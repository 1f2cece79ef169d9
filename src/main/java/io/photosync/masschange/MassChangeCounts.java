package io.photosync.masschange;

import io.photosync.event.Settlement;
import io.photosync.ledger.FoldFollower;
import io.photosync.ledger.SharePointState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Counts recent users per photo, and held users, over all replicas; rebuilt by the fold after a restart. */
@ApplicationScoped
class MassChangeCounts implements FoldFollower {
    private final PhotoCounts counts;
    private final HeldUsers held = new HeldUsers();
    private final Clock clock;

    MassChangeCounts(MassChangeSettings settings, Clock clock) {
        this.counts = new PhotoCounts(settings.atMost(), settings.window());
        this.clock = clock;
    }

    @Override
    public void restarted() {
        held.clear();
        counts.clear();
    }

    @Override
    public void settled(String userId, SharePointState before, SharePointState after, Optional<Settlement> record) {
        held.settled(before, after);
        record.filter(MassChangeCounts::writes)
                .filter(written -> !shows(before, written.sha256()))
                .ifPresent(written ->
                        counts.record(written.sha256().orElseThrow(), userId, written.at(), clock.instant()));
    }

    /** Whether SharePoint shows these bytes for the user already: a repair is not a change. */
    static boolean shows(SharePointState sharePointState, Optional<String> sha256) {
        return sharePointState
                .last()
                .filter(end -> end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED)
                .filter(end -> end.sha256().equals(sha256))
                .isPresent();
    }

    private static boolean writes(Settlement record) {
        return record.sha256().isPresent()
                && (record.state() == Settlement.State.WRITING || record.state() == Settlement.State.SYNCED);
    }

    /** Whether the count lets the user get these bytes; if so, the user is counted. */
    boolean admit(String sha256, String userId) {
        return counts.admitted(sha256, userId, clock.instant())
                || !held.holds(sha256) && counts.admit(sha256, userId, clock.instant());
    }

    Optional<HeldUsers.Count> held(String sha256) {
        return held.of(sha256);
    }

    /** Held users by SHA-256. */
    Map<String, HeldUsers.Count> held() {
        return held.all();
    }
}
