package io.photosync.detect;

import io.photosync.detect.RemovalState.Hold;
import io.photosync.detect.RemovalState.Passed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * May removals pass? It counts first answers, not confirmed ones: an incident at Microsoft's shows while the second answers are still
 * to be asked for, and so before the first photo is taken down.
 *
 * @param atMost within one window
 * @param share of the people whose photo SharePoint shows; 1 for no such bound
 * @param window a round of the sweep
 */
record RemovalGuard(int atMost, double share, Duration window) {
    /** A small tenant removes photos too. */
    private static final int ALWAYS = 5;

    private static final int NAMES = 100;

    /** So many may be removed within a window, but for those whom an operator has released. */
    int limit(int shown) {
        return share < 1 ? Math.min(atMost, Math.max(ALWAYS, (int) (share * shown))) : atMost;
    }

    /**
     * The state with the hold that follows from what is suspected now. A hold ends by itself when a whole window has shown no more
     * than may pass: until then nobody knows whether all have been looked at again.
     *
     * @param names of the suspects whom no operator has released
     * @param watchedSince since when this leader has seen all that there is to see
     */
    RemovalState judge(RemovalState state, List<String> names, int shown, Instant watchedSince, Instant now) {
        int passed = lately(state, now).stream().mapToInt(Passed::people).sum();
        int count = names.size() + passed;
        boolean tooMany = !names.isEmpty() && count > limit(shown);
        if (tooMany) {
            Instant since = state.hold().map(Hold::since).orElse(now);
            return state.held(new Hold(since, names.size(), names.subList(0, Math.min(NAMES, names.size()))));
        }
        boolean mayOpen = state.hold()
                .filter(hold -> !later(hold.since(), watchedSince)
                        .plus(window.multipliedBy(2))
                        .isAfter(now))
                .isPresent();
        return mayOpen ? state.open() : state;
    }

    /** The state with one more removal that has passed without having been released. */
    RemovalState passed(RemovalState state, Instant now) {
        long tenth = Math.max(1, window.toMillis() / 10);
        Instant from = Instant.ofEpochMilli(now.toEpochMilli() / tenth * tenth);
        List<Passed> lately = new ArrayList<>(lately(state, now));
        boolean begun = !lately.isEmpty() && lately.getLast().from().equals(from);
        int before = begun ? lately.removeLast().people() : 0;
        lately.add(new Passed(from, before + 1));
        return state.carriedOut(lately);
    }

    private List<Passed> lately(RemovalState state, Instant now) {
        Instant begin = now.minus(window);
        return state.carriedOut().stream()
                .filter(passed -> passed.from().isAfter(begin))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
