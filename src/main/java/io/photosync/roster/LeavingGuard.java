package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.Leaving;
import io.photosync.roster.LeavingState.Hold;
import io.photosync.roster.LeavingState.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Decides whether leavers are plausible. A wrong tenant id, an emptied group or a wrong filter look like many users
 * leaving at once: none of them would be managed any more, and a month later what is known of them would be deleted.
 *
 * @param atMost leavers in one read of the directory and the groups
 * @param share of the managed users; 1 disables this limit
 */
record LeavingGuard(int atMost, double share) {
    /** Always allowed, since small tenants lose users too. */
    private static final int ALWAYS = 5;

    /** Multiple of the limit that may leave within a day; above it, a mass is leaving in portions. */
    private static final int FULL_READS_A_DAY = 4;

    private static final int NAMES = 100;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Users who may leave at once without an operator's release. */
    int limit(int managed) {
        return share < 1 ? Math.min(atMost, Math.max(ALWAYS, (int) (share * managed))) : atMost;
    }

    /**
     * The next state: with a hold, or without one and with the current leavers counted.
     *
     * @param leavers leaving users whom no operator has refused
     * @param managed number of managed users, leavers included
     */
    LeavingState evaluate(LeavingState state, Collection<RosterEntry> leavers, int managed, Instant now) {
        List<Left> withinADay = state.lastDay().stream()
                .filter(left -> left.from().isAfter(now.minus(DAY).minus(HOUR)))
                .toList();
        if (leavers.isEmpty()) {
            return state.open(withinADay);
        }
        int today = withinADay.stream().mapToInt(Left::people).sum() + leavers.size();
        int limit = limit(managed);
        boolean tooMany = leavers.size() > limit || today > (long) FULL_READS_A_DAY * limit;
        boolean allLeave = leavers.size() > 1
                && leavers.stream().filter(RosterEntry::managed).count() == managed
                && managed > 0;
        return tooMany || allLeave
                ? state.held(hold(state, leavers, now))
                : state.open(counted(withinADay, leavers.size(), now));
    }

    private static Hold hold(LeavingState state, Collection<RosterEntry> leavers, Instant now) {
        int scope = (int) leavers.stream().filter(RosterEntry::leavingScope).count();
        return new Hold(
                state.hold().map(Hold::since).orElse(now),
                leavers.size(),
                leavers.size() - scope,
                scope,
                leavers.stream()
                        .map(RosterEntry::userPrincipalName)
                        .sorted()
                        .limit(NAMES)
                        .toList(),
                leavers.stream()
                        .flatMap(leaver -> leaver.leaving().stream())
                        .map(Leaving::since)
                        .max(Instant::compareTo));
    }

    private static List<Left> counted(List<Left> before, int more, Instant now) {
        Instant hour = Instant.ofEpochSecond(now.getEpochSecond() / HOUR.toSeconds() * HOUR.toSeconds());
        List<Left> all = new ArrayList<>(before);
        boolean sameHour = !all.isEmpty() && all.getLast().from().equals(hour);
        int already = sameHour ? all.removeLast().people() : 0;
        all.add(new Left(hour, already + more));
        return all;
    }

    /** Leaving, and not refused by an operator. */
    static boolean undecided(RosterEntry entry) {
        return entry.leaving().filter(by -> !by.refused()).isPresent();
    }

    static boolean refused(RosterEntry entry) {
        return entry.leaving().filter(Leaving::refused).isPresent();
    }
}
