package io.photosync.removal;

import io.photosync.event.Moment;
import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import io.photosync.removal.OperatorDecision.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * State of the removals: the value under {@code removals} in {@code photosync-state}, so that the next leader keeps the
 * hold.
 *
 * @param hold present while removals are held
 * @param carriedOut removals that passed within the last window, oldest first
 * @param underway the operator's decision that is being applied
 * @param order the id of the last decision that was accepted
 * @param lastDay removals that passed within a day, by the hour, oldest first
 */
public record RemovalState(
        Optional<Hold> hold,
        List<Passed> carriedOut,
        Optional<Underway> underway,
        Optional<String> order,
        List<Passed> lastDay) {
    static final RemovalState NONE =
            new RemovalState(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());

    public RemovalState {
        carriedOut = carriedOut == null ? List.of() : List.copyOf(carriedOut);
        lastDay = lastDay == null ? List.of() : List.copyOf(lastDay);
    }

    /**
     * @param people how many users are held
     * @param some of their names, at most a hundred
     * @param newest when the last of them was found, by the leader's clock; absent in records of earlier versions
     */
    public record Hold(Instant since, int people, List<String> some, Optional<Instant> newest) {
        public Hold {
            some = List.copyOf(some);
            newest = newest == null ? Optional.empty() : newest;
        }
    }

    /** How many removals passed within the tenth of a window, or the hour, that started then. */
    public record Passed(Instant from, int people) {}

    /**
     * An operator's decision that is not applied completely yet, so that the next leader continues.
     *
     * @param people how many of the users it covers are left, at most
     */
    public record Underway(OperatorDecision order, int people) {}

    /** An unreadable record holds nothing; the candidates are counted again. */
    public static RemovalState read(Ledger ledger) {
        return ledger.state(StateKey.REMOVALS, RemovalState.class).orElse(NONE);
    }

    /** Whether a refusal is being applied: until all users it covers are found, no photo is removed. */
    boolean refusing() {
        return underway.filter(by -> by.order().action() == Action.REFUSE).isPresent();
    }

    /** How many removals are held, or released and not published yet. */
    public int waiting() {
        int held = hold.map(Hold::people).orElse(0);
        return refusing() ? held : held + underway.map(Underway::people).orElse(0);
    }

    /** How many users that decision still covers, at most; all that are waiting if it was not accepted yet. */
    public int coveredBy(OperatorDecision given) {
        return underway.filter(by -> by.order().equals(given))
                .map(Underway::people)
                .orElseGet(this::waiting);
    }

    /** What a decision made now answers: the hold, or what the decision that is being applied answered. */
    public Optional<Instant> answerable() {
        return hold.map(Hold::since).or(() -> underway.flatMap(by -> by.order().answers()));
    }

    /**
     * When the last of those was found whom a decision made now concerns, by the leader's clock: those who are held,
     * and those of the decision that is being applied. Empty while a hold does not know it.
     */
    public Optional<Instant> newest() {
        if (hold.isPresent() && hold.get().newest().isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(hold.flatMap(Hold::newest), underway.map(by -> by.order()
                        .until()))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /**
     * Whether there are removals that the decision applies to. It names the hold that it answers, as the clocks of the
     * leader and of the replica that took the decision may differ.
     */
    boolean waits(OperatorDecision given) {
        return given.answers().isPresent() ? names(given.answers().get()) : waits(given.at());
    }

    private boolean names(Instant since) {
        return hold.filter(by -> by.since().equals(since)).isPresent()
                || underway.filter(by -> by.order().answers().equals(Optional.of(since)))
                        .isPresent();
    }

    /** A decision written by an older version names no hold. */
    private boolean waits(Instant at) {
        return hold.filter(by -> !by.since().isAfter(at)).isPresent()
                || underway.filter(by -> !by.order().at().isAfter(at)).isPresent();
    }

    /**
     * Corrects times that a wrong clock put into the future: until then a hold would last, and passed removals count.
     */
    RemovalState notAfter(Instant now) {
        return new RemovalState(
                hold.map(by -> new Hold(
                        Moment.earlier(by.since(), now),
                        by.people(),
                        by.some(),
                        by.newest().map(found -> Moment.earlier(found, now)))),
                notAfter(carriedOut, now),
                underway,
                order,
                notAfter(lastDay, now));
    }

    private static List<Passed> notAfter(List<Passed> all, Instant now) {
        return all.stream()
                .map(passed -> new Passed(Moment.earlier(passed.from(), now), passed.people()))
                .toList();
    }

    RemovalState held(Hold by) {
        return new RemovalState(Optional.of(by), carriedOut, underway, order, lastDay);
    }

    /** Returns the state with a hold that counts at least as many users as that one. */
    RemovalState countingAtLeast(Hold before) {
        Optional<Hold> larger =
                hold.map(by -> new Hold(by.since(), Math.max(by.people(), before.people()), by.some(), by.newest()));
        return new RemovalState(larger, carriedOut, underway, order, lastDay);
    }

    /** Returns the state whose hold, if there is one, holds a user who was found then. */
    RemovalState holdingUntil(Instant found) {
        Optional<Hold> later = hold.map(by -> new Hold(
                by.since(),
                by.people(),
                by.some(),
                Optional.of(Moment.later(by.newest().orElse(found), found))));
        return new RemovalState(later, carriedOut, underway, order, lastDay);
    }

    RemovalState withoutHold() {
        return new RemovalState(Optional.empty(), carriedOut, underway, order, lastDay);
    }

    RemovalState carriedOut(List<Passed> lately, List<Passed> withinADay) {
        return new RemovalState(hold, lately, underway, order, withinADay);
    }

    RemovalState ignored(String orderId) {
        return new RemovalState(hold, carriedOut, underway, Optional.of(orderId), lastDay);
    }

    /**
     * Accepts a decision, in place of one that is still being applied: the last one counts, for all that are waiting.
     * Released removals are no longer held; refused ones are until all of them are found.
     *
     * @param candidates how many are known now
     */
    RemovalState accepted(OperatorDecision given, int candidates) {
        int users = Math.max(candidates, waiting());
        Optional<Hold> standing =
                switch (given.action()) {
                    case RELEASE -> Optional.empty();
                    case REFUSE -> hold.or(() -> Optional.of(new Hold(given.at(), users, List.of(), given.newest())));
                };
        return new RemovalState(
                standing, carriedOut, Optional.of(new Underway(given, users)), Optional.of(given.id()), lastDay);
    }

    /** Limits how many of the users that the decision covers are left; with none left it is applied completely. */
    RemovalState left(int users) {
        Optional<Underway> left = underway.map(by -> new Underway(by.order(), Math.min(by.people(), users)));
        return new RemovalState(hold, carriedOut, left.filter(by -> by.people() > 0), order, lastDay);
    }

    /** One released removal was published. */
    RemovalState oneReleased() {
        return left(underway.map(Underway::people).orElse(0) - 1);
    }
}
