package io.photosync.budget;

import io.photosync.call.Priority;
import io.photosync.call.RequestCost;
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
final class PermitQueue {
    private static final int OVERTAKEN_AT_MOST = 19;
    /** The time limit of any call: whoever was let through first has its answer by then, or will get none. */
    private static final Duration TRIAL = Duration.ofSeconds(30);

    private final List<LimitUsage> accounts;
    private final Map<Priority, Deque<PermitRequest>> waiting = new EnumMap<>(Priority.class);
    private Instant stoppedUntil = Instant.MIN;
    private PauseRelease pauseRelease = PauseRelease.ALL;
    /** While the one that was let through first is under way. */
    private Optional<Instant> trialUntil = Optional.empty();

    private long arrivals;
    /** Units that went to others since somebody behind them had a turn. */
    private long overtaken;

    PermitQueue(List<LimitUsage> accounts) {
        this.accounts = List.copyOf(accounts);
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    void join(PermitRequest permitRequest) {
        permitRequest.number = arrivals++;
        waiting.get(permitRequest.ask.priority()).add(permitRequest);
    }

    void leave(PermitRequest permitRequest) {
        waiting.get(permitRequest.ask.priority()).remove(permitRequest);
    }

    void stop(Instant until, PauseRelease then) {
        trialUntil = Optional.empty();
        if (until.isAfter(stoppedUntil)) {
            stoppedUntil = until;
            pauseRelease = then;
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
        for (Optional<PermitRequest> next = next(); next.isPresent(); next = next()) {
            Optional<Instant> trial = trialUntil.filter(now::isBefore);
            if (trial.isPresent()) {
                return trial;
            }
            PermitRequest permitRequest = next.get();
            if (permitRequest.ask.over(now)) {
                // Leave that comes later than it is of use would be spent for nothing, or used for a write too late.
                leave(permitRequest);
                permitRequest.called.signal();
                continue;
            }
            Urgency urgency =
                    favoured(permitRequest) ? Urgency.MUST_NOT_WAIT : Urgency.of(permitRequest.ask.priority());
            Instant earliest = earliest(permitRequest.demand, urgency, now);
            if (earliest.isAfter(now)) {
                return Optional.of(earliest);
            }
            grant(permitRequest, urgency, now);
        }
        return Optional.empty();
    }

    /** @return when that demand might go if it were the next */
    Instant earliest(RequestCost demand, Urgency urgency, Instant now) {
        return Stream.concat(
                        stoppedUntil(now).stream(),
                        accounts.stream().map(account -> account.earliest(demand, urgency, now)))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    Optional<PermitRequest> next() {
        Optional<PermitRequest> first = heads().findFirst();
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

    private void grant(PermitRequest permitRequest, Urgency urgency, Instant now) {
        boolean overtakes =
                longestBehind().filter(behind -> behind != permitRequest).isPresent();
        overtaken = overtakes && !favoured(permitRequest) ? overtaken + permitRequest.demand.units() : 0;
        accounts.forEach(account -> account.book(permitRequest.demand, urgency, now));
        trialUntil = pauseRelease == PauseRelease.ONE_FIRST ? Optional.of(now.plus(TRIAL)) : Optional.empty();
        pauseRelease = PauseRelease.ALL;
        leave(permitRequest);
        permitRequest.granted = true;
        permitRequest.called.signal();
    }

    /** Whether it is this one's turn because too many overtook it. */
    private boolean favoured(PermitRequest permitRequest) {
        return overtakenTooOften(permitRequest)
                && longestBehind().filter(behind -> behind == permitRequest).isPresent();
    }

    private boolean overtakenTooOften(PermitRequest permitRequest) {
        return overtaken >= (long) OVERTAKEN_AT_MOST * permitRequest.demand.units();
    }

    private Optional<PermitRequest> longestBehind() {
        return heads().skip(1).min(Comparator.comparingLong(permitRequest -> permitRequest.number));
    }

    private Stream<PermitRequest> heads() {
        return waiting.values().stream().filter(queue -> !queue.isEmpty()).map(Deque::peek);
    }
}
