package io.photosync.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who waits for leave at one service, and who is next: by priority, then by arrival. Nobody overtakes the one who is next, however little
 * they ask for. One unit in twenty goes to whoever has waited longest behind others, so that nobody waits for ever; counted in units, so that
 * a batch of twenty waits for as many as twenty single requests do. Not thread-safe.
 */
final class WaitingLine {
    private static final int OVERTAKEN_AT_MOST = 19;
    /** The time limit of any call: whoever was let through first has its answer by then, or will get none. */
    private static final Duration TRIAL = Duration.ofSeconds(30);

    private final List<Account> accounts;
    private final Map<Priority, Deque<Waiter>> waiting = new EnumMap<>(Priority.class);
    private Instant stoppedUntil = Instant.MIN;
    private AfterStop afterStop = AfterStop.ALL;
    /** While the one that was let through first is under way. */
    private Optional<Instant> trialUntil = Optional.empty();

    private long arrivals;
    /** Units that went to others since somebody behind them had a turn. */
    private long overtaken;

    WaitingLine(List<Account> accounts) {
        this.accounts = List.copyOf(accounts);
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    void join(Waiter waiter) {
        waiter.number = arrivals++;
        waiting.get(waiter.ask.priority()).add(waiter);
    }

    void leave(Waiter waiter) {
        waiting.get(waiter.ask.priority()).remove(waiter);
    }

    void stop(Instant until, AfterStop then) {
        trialUntil = Optional.empty();
        if (until.isAfter(stoppedUntil)) {
            stoppedUntil = until;
            afterStop = then;
        }
    }

    /** Somebody got an answer that was no throttling. */
    void answered() {
        trialUntil = Optional.empty();
    }

    Optional<Instant> stoppedUntil(Instant now) {
        return Optional.of(stoppedUntil).filter(now::isBefore);
    }

    /**
     * Gives leave to all who may go now; marks and signals them. Whose deadline has passed gets none any more.
     *
     * @return when the next one may go; empty when nobody waits
     */
    Optional<Instant> advance(Instant now) {
        for (Optional<Waiter> next = next(); next.isPresent(); next = next()) {
            Optional<Instant> trial = trialUntil.filter(now::isBefore);
            if (trial.isPresent()) {
                return trial;
            }
            Waiter waiter = next.get();
            if (waiter.ask.over(now)) {
                // Leave that comes later than it is of use would be spent for nothing, or used for a write too late.
                leave(waiter);
                waiter.called.signal();
                continue;
            }
            Standing standing = favoured(waiter) ? Standing.MUST_NOT_WAIT : Standing.of(waiter.ask.priority());
            Instant earliest = earliest(waiter.demand, standing, now);
            if (earliest.isAfter(now)) {
                return Optional.of(earliest);
            }
            grant(waiter, standing, now);
        }
        return Optional.empty();
    }

    /** @return when that demand might go if it were the next */
    Instant earliest(Demand demand, Standing standing, Instant now) {
        return Stream.concat(
                        stoppedUntil(now).stream(),
                        accounts.stream().map(account -> account.earliest(demand, standing, now)))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    Optional<Waiter> next() {
        Optional<Waiter> first = heads().findFirst();
        return longestBehind().filter(this::overtakenTooOften).or(() -> first);
    }

    Map<Priority, Integer> counts() {
        Map<Priority, Integer> counts = new EnumMap<>(Priority.class);
        waiting.forEach((priority, queue) -> {
            if (!queue.isEmpty()) {
                counts.put(priority, queue.size());
            }
        });
        return counts;
    }

    private void grant(Waiter waiter, Standing standing, Instant now) {
        boolean overtakes = longestBehind().filter(behind -> behind != waiter).isPresent();
        overtaken = overtakes && !favoured(waiter) ? overtaken + waiter.demand.units() : 0;
        accounts.forEach(account -> account.book(waiter.demand, standing, now));
        trialUntil = afterStop == AfterStop.ONE_FIRST ? Optional.of(now.plus(TRIAL)) : Optional.empty();
        afterStop = AfterStop.ALL;
        leave(waiter);
        waiter.granted = true;
        waiter.called.signal();
    }

    /** Whether it is this one's turn because too many overtook it. */
    private boolean favoured(Waiter waiter) {
        return overtakenTooOften(waiter)
                && longestBehind().filter(behind -> behind == waiter).isPresent();
    }

    private boolean overtakenTooOften(Waiter waiter) {
        return overtaken >= (long) OVERTAKEN_AT_MOST * waiter.demand.units();
    }

    private Optional<Waiter> longestBehind() {
        return heads().skip(1).min(Comparator.comparingLong(waiter -> waiter.number));
    }

    private Stream<Waiter> heads() {
        return waiting.values().stream().filter(queue -> !queue.isEmpty()).map(Deque::peek);
    }
}
