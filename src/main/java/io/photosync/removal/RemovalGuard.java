package io.photosync.removal;

import io.photosync.event.Moment;
import io.photosync.removal.RemovalState.Hold;
import io.photosync.removal.RemovalState.Passed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether removals pass or are held. It counts first answers, not confirmed ones: so an incident at Microsoft
 * shows before the first second answer is due, and before the first photo is removed.
 *
 * @param atMost within one window
 * @param share of the users with a photo in SharePoint; 1 for no such bound
 * @param window a pass of the sweep
 * @param atMostADay within 24 hours: a trickle that each pass lets through is a mass removal all the same
 */
record RemovalGuard(int atMost, double share, Duration window, int atMostADay) {
    /** The minimum for small tenants. */
    private static final int ALWAYS = 5;

    private static final int NAMES = 100;
    /**
     * So many full passes a day may be users, more are a fault: in a small tenant the day's limit follows from that of
     * a pass.
     */
    private static final int FULL_PASSES_A_DAY = 4;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** How many may be removed within a window, not counting those whom an operator has released. */
    int limit(int shown) {
        return share < 1 ? Math.min(atMost, Math.max(ALWAYS, (int) (share * shown))) : atMost;
    }

    /** How many within 24 hours; never fewer than within one window. */
    int limitOfADay(int shown) {
        int pass = limit(shown);
        return Math.max(pass, (int) Math.min(atMostADay, (long) FULL_PASSES_A_DAY * pass));
    }

    /**
     * Returns the state with the hold that follows from the candidates now. A hold ends by itself after a whole window
     * with no more candidates than may pass: before that, not all users may have been checked again.
     *
     * @param names of the candidates whom no operator has released
     * @param observedSince since when this leader observes all users
     */
    RemovalState decide(RemovalState state, List<String> names, int shown, Instant observedSince, Instant now) {
        int count = names.size() + users(recent(state, now));
        int ofTheDay = names.size() + users(withinADay(state, now));
        boolean tooMany = !names.isEmpty() && (count > limit(shown) || ofTheDay > limitOfADay(shown));
        if (tooMany) {
            Instant since = state.hold().map(Hold::since).orElse(now);
            List<String> some = names.subList(0, Math.min(NAMES, names.size()));
            return state.held(new Hold(since, names.size(), some, state.hold().flatMap(Hold::newest)));
        }
        boolean mayOpen = state.hold()
                .filter(hold -> !Moment.later(hold.since(), observedSince)
                        .plus(window.multipliedBy(2))
                        .isAfter(now))
                .isPresent();
        return mayOpen ? state.withoutHold() : state;
    }

    /** Returns the state with one more removal that passed without being released. */
    RemovalState passed(RemovalState state, Instant now) {
        Duration tenth = Duration.ofMillis(Math.max(1, window.toMillis() / 10));
        return state.carriedOut(oneMore(recent(state, now), tenth, now), oneMore(withinADay(state, now), HOUR, now));
    }

    private static List<Passed> oneMore(List<Passed> before, Duration step, Instant now) {
        Instant from = Instant.ofEpochMilli(now.toEpochMilli() / step.toMillis() * step.toMillis());
        List<Passed> all = new ArrayList<>(before);
        boolean started = !all.isEmpty() && all.getLast().from().equals(from);
        int users = started ? all.removeLast().people() : 0;
        all.add(new Passed(from, users + 1));
        return all;
    }

    private List<Passed> recent(RemovalState state, Instant now) {
        return since(state.carriedOut(), now.minus(window));
    }

    /** An hour counts until all of it is a day ago. */
    private static List<Passed> withinADay(RemovalState state, Instant now) {
        return since(state.lastDay(), now.minus(DAY).minus(HOUR));
    }

    private static List<Passed> since(List<Passed> all, Instant begin) {
        return all.stream().filter(passed -> passed.from().isAfter(begin)).toList();
    }

    private static int users(List<Passed> passed) {
        return passed.stream().mapToInt(Passed::people).sum();
    }
}
