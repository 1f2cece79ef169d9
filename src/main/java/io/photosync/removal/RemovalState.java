package io.photosync.removal;

import io.photosync.ledger.Ledger;
import io.photosync.removal.OperatorDecision.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How removals stand: the value under {@value #KEY} in {@code photosync-state}, so that the next leader holds back what this one
 * held back.
 *
 * @param hold while removals are held back
 * @param carriedOut removals that passed lately, oldest first
 * @param underway the order that is being carried out
 * @param order the id of the last order that was taken up
 * @param lastDay removals that passed within a day, by the hour, oldest first
 */
public record RemovalState(
        Optional<Hold> hold,
        List<Passed> carriedOut,
        Optional<Underway> underway,
        Optional<String> order,
        List<Passed> lastDay) {
    public static final String KEY = "removals";
    static final RemovalState NONE =
            new RemovalState(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());

    public RemovalState {
        carriedOut = carriedOut == null ? List.of() : List.copyOf(carriedOut);
        lastDay = lastDay == null ? List.of() : List.copyOf(lastDay);
    }

    /**
     * @param people whose photo seems to be gone
     * @param some of their names, a hundred at most
     */
    public record Hold(Instant since, int people, List<String> some) {
        public Hold {
            some = List.copyOf(some);
        }
    }

    /** So many removals passed within the tenth of a window, or the hour, that began then. */
    public record Passed(Instant from, int people) {}

    /**
     * What an operator wants and is not done yet, so that the next leader goes on with it.
     *
     * @param people how many of those it is about are left, at most
     */
    public record Underway(OperatorDecision order, int people) {}

    /** A record that nobody can read holds nothing back; what is there is counted anew. */
    public static RemovalState read(Ledger ledger) {
        return ledger.state(KEY, RemovalState.class).orElse(NONE);
    }

    /** Whom it concerns has to be found first; nobody else's photo is taken down meanwhile. */
    boolean refusing() {
        return underway.filter(by -> by.order().action() == Action.REFUSE).isPresent();
    }

    /** How many people's removal is held back, or released and not on its way yet. */
    public int waiting() {
        int held = hold.map(Hold::people).orElse(0);
        return refusing() ? held : held + underway.map(Underway::people).orElse(0);
    }

    /** How many people that order is still about, at most; whoever waits, if it was not taken up yet. */
    public int meantBy(OperatorDecision given) {
        return underway.filter(by -> by.order().equals(given))
                .map(Underway::people)
                .orElseGet(this::waiting);
    }

    /** What an order that is given now answers: the hold, or the order before it that is still being carried out. */
    public Optional<Instant> answerable() {
        return hold.map(Hold::since).or(() -> underway.flatMap(by -> by.order().answers()));
    }

    /**
     * Whether that order finds anybody who waits. It names the hold that it answers: the clocks of the replica that took it and of the
     * leader are two, and need not agree.
     */
    boolean waits(OperatorDecision given) {
        return given.answers().isPresent() ? names(given.answers().get()) : waits(given.at());
    }

    private boolean names(Instant since) {
        return hold.filter(by -> by.since().equals(since)).isPresent()
                || underway.filter(by -> by.order().answers().equals(Optional.of(since)))
                        .isPresent();
    }

    /** An order of an older version names nothing. */
    private boolean waits(Instant at) {
        return hold.filter(by -> !by.since().isAfter(at)).isPresent()
                || underway.filter(by -> !by.order().at().isAfter(at)).isPresent();
    }

    /** The same where a clock that went wrong put times into the future: a hold would last, and what passed count, until then. */
    RemovalState notAfter(Instant now) {
        return new RemovalState(
                hold.map(by -> new Hold(earlier(by.since(), now), by.people(), by.some())),
                notAfter(carriedOut, now),
                underway,
                order,
                notAfter(lastDay, now));
    }

    private static List<Passed> notAfter(List<Passed> all, Instant now) {
        return all.stream()
                .map(passed -> new Passed(earlier(passed.from(), now), passed.people()))
                .toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    RemovalState held(Hold by) {
        return new RemovalState(Optional.of(by), carriedOut, underway, order, lastDay);
    }

    RemovalState open() {
        return new RemovalState(Optional.empty(), carriedOut, underway, order, lastDay);
    }

    RemovalState carriedOut(List<Passed> lately, List<Passed> withinADay) {
        return new RemovalState(hold, lately, underway, order, withinADay);
    }

    RemovalState seenTo(String orderId) {
        return new RemovalState(hold, carriedOut, underway, Optional.of(orderId), lastDay);
    }

    /**
     * The order is begun with, in place of one that is still being carried out: the last word counts, for all who wait. Released
     * ones are held no more; refused ones are until all of them are found.
     *
     * @param suspects who are known now
     */
    RemovalState takenUp(OperatorDecision given, int suspects) {
        int people = Math.max(suspects, waiting());
        Optional<Hold> standing =
                switch (given.action()) {
                    case RELEASE -> Optional.empty();
                    case REFUSE -> hold.or(() -> Optional.of(new Hold(given.at(), people, List.of())));
                };
        return new RemovalState(
                standing, carriedOut, Optional.of(new Underway(given, people)), Optional.of(given.id()), lastDay);
    }

    /** So many of those whom the order is about are left at most; the order is done with when there is none. */
    RemovalState left(int people) {
        Optional<Underway> left = underway.map(by -> new Underway(by.order(), Math.min(by.people(), people)));
        return new RemovalState(hold, carriedOut, left.filter(by -> by.people() > 0), order, lastDay);
    }

    /** One of those who were released has passed. */
    RemovalState oneReleased() {
        return left(underway.map(Underway::people).orElse(0) - 1);
    }
}
