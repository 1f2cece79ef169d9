package io.photosync.removal;

import io.photosync.removal.RemovalState.Hold;
import io.photosync.removal.RemovalState.Passed;
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
 * @param atMostADay within 24 hours: a trickle that each round lets pass is a mass removal all the same
 */
record RemovalGuard(int atMost, double share, Duration window, int atMostADay) {
    /** A small tenant removes photos too. */
    private static final int ALWAYS = 5;

    private static final int NAMES = 100;
    /** So many full rounds a day are people, more are a fault: where few are shown, the day's bound goes by what a round's is. */
    private static final int FULL_ROUNDS_A_DAY = 4;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** So many may be removed within a window, but for those whom an operator has released. */
    int limit(int shown) {
        return share < 1 ? Math.min(atMost, Math.max(ALWAYS, (int) (share * shown))) : atMost;
    }

    /** So many within 24 hours; never fewer than within one window. */
    int limitOfADay(int shown) {
        int round = limit(shown);
        return Math.max(round, (int) Math.min(atMostADay, (long) FULL_ROUNDS_A_DAY * round));
    }

    /**
     * The state with the hold that follows from what is suspected now. A hold ends by itself when a whole window has shown no more
     * than may pass: until then nobody knows whether all have been looked at again.
     *
     * @param names of the suspects whom no operator has released
     * @param watchedSince since when this leader has seen all that there is to see
     */
    RemovalState judge(RemovalState state, List<String> names, int shown, Instant watchedSince, Instant now) {
        int count = names.size() + people(lately(state, now));
        int ofTheDay = names.size() + people(withinADay(state, now));
        boolean tooMany = !names.isEmpty() && (count > limit(shown) || ofTheDay > limitOfADay(shown));
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
        Duration tenth = Duration.ofMillis(Math.max(1, window.toMillis() / 10));
        return state.carriedOut(oneMore(lately(state, now), tenth, now), oneMore(withinADay(state, now), HOUR, now));
    }

    private static List<Passed> oneMore(List<Passed> before, Duration step, Instant now) {
        Instant from = Instant.ofEpochMilli(now.toEpochMilli() / step.toMillis() * step.toMillis());
        List<Passed> all = new ArrayList<>(before);
        boolean begun = !all.isEmpty() && all.getLast().from().equals(from);
        int people = begun ? all.removeLast().people() : 0;
        all.add(new Passed(from, people + 1));
        return all;
    }

    private List<Passed> lately(RemovalState state, Instant now) {
        return since(state.carriedOut(), now.minus(window));
    }

    /** An hour counts until all of it is a day ago. */
    private static List<Passed> withinADay(RemovalState state, Instant now) {
        return since(state.lastDay(), now.minus(DAY).minus(HOUR));
    }

    private static List<Passed> since(List<Passed> all, Instant begin) {
        return all.stream().filter(passed -> passed.from().isAfter(begin)).toList();
    }

    private static int people(List<Passed> passed) {
        return passed.stream().mapToInt(Passed::people).sum();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
