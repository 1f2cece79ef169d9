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
 * May people leave? A wrong tenant id, an emptied group or a filter look like many who leave at once: nobody would be looked after any
 * more, and what is known of them would be deleted a month later.
 *
 * @param atMost at once, in one read of the directory and the groups
 * @param share of those who are looked after; 1 for no such bound
 */
record LeavingGuard(int atMost, double share) {
    /** A small tenant loses people too. */
    private static final int ALWAYS = 5;

    /** So many reads a day may be full; more are a mass that comes in pieces. */
    private static final int FULL_READS_A_DAY = 4;

    private static final int NAMES = 100;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** So many may leave at once, but for those whom an operator has released. */
    int limit(int lookedAfter) {
        return share < 1 ? Math.min(atMost, Math.max(ALWAYS, (int) (share * lookedAfter))) : atMost;
    }

    /**
     * The state that follows: with a hold, or without one and with those counted who leave now.
     *
     * @param leavers who are about to leave and whom no operator has refused
     * @param lookedAfter of everybody, those leavers among them
     */
    LeavingState judge(LeavingState state, Collection<RosterEntry> leavers, int lookedAfter, Instant now) {
        List<Left> withinADay = state.lastDay().stream()
                .filter(left -> left.from().isAfter(now.minus(DAY).minus(HOUR)))
                .toList();
        if (leavers.isEmpty()) {
            return state.open(withinADay);
        }
        int today = withinADay.stream().mapToInt(Left::people).sum() + leavers.size();
        int limit = limit(lookedAfter);
        boolean tooMany = leavers.size() > limit || today > (long) FULL_READS_A_DAY * limit;
        boolean nobodyIsLeft = leavers.size() > 1
                && leavers.stream().filter(RosterEntry::managed).count() == lookedAfter
                && lookedAfter > 0;
        return tooMany || nobodyIsLeft
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
                        .toList());
    }

    private static List<Left> counted(List<Left> before, int people, Instant now) {
        Instant hour = Instant.ofEpochSecond(now.getEpochSecond() / HOUR.toSeconds() * HOUR.toSeconds());
        List<Left> all = new ArrayList<>(before);
        boolean begun = !all.isEmpty() && all.getLast().from().equals(hour);
        int already = begun ? all.removeLast().people() : 0;
        all.add(new Left(hour, already + people));
        return all;
    }

    /** Who is about to leave. */
    static boolean undecided(RosterEntry entry) {
        return entry.leaving().filter(by -> !by.refused()).isPresent();
    }

    static boolean refused(RosterEntry entry) {
        return entry.leaving().filter(Leaving::refused).isPresent();
    }
}
