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
 * Requests that wait for a permit at one service, ordered by priority, then by arrival. Nothing overtakes the next one,
 * however little it costs. One unit in twenty goes to the request that waited longest behind higher priorities, so that
 * none waits for ever; counted in units, so that a batch of twenty waits for as many as twenty single requests do. Not
 * thread-safe.
 */
final class PermitQueue {
    private static final int OVERTAKEN_AT_MOST = 19;
    /** The time limit of any call: the request let through first has its answer by then, or will get none. */
    private static final Duration TRIAL = Duration.ofSeconds(30);

    private final List<LimitUsage> usages;
    private final Map<Priority, Deque<PermitRequest>> waiting = new EnumMap<>(Priority.class);
    private Instant stoppedUntil = Instant.MIN;
    private PauseRelease pauseRelease = PauseRelease.ALL;
    /** While the request let through first is in flight. */
    private Optional<Instant> trialUntil = Optional.empty();

    private long arrivals;
    /** Units that went to others since a request of lower priority had a turn. */
    private long overtaken;

    PermitQueue(List<LimitUsage> usages) {
        this.usages = List.copyOf(usages);
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    void add(PermitRequest permitRequest) {
        permitRequest.number = arrivals++;
        waiting.get(permitRequest.context.priority()).add(permitRequest);
    }

    void remove(PermitRequest permitRequest) {
        waiting.get(permitRequest.context.priority()).remove(permitRequest);
    }

    void pauseUntil(Instant until, PauseRelease then) {
        trialUntil = Optional.empty();
        if (until.isAfter(stoppedUntil)) {
            stoppedUntil = until;
            pauseRelease = then;
        }
    }

    /** A request got an answer that was no throttling. */
    void answered() {
        trialUntil = Optional.empty();
    }

    Optional<Instant> stoppedUntil(Instant now) {
        return Optional.of(stoppedUntil).filter(now::isBefore);
    }

    /**
     * Grants a permit to all requests that may go now; marks and signals them. A request past its deadline gets none.
     *
     * @return when the next one may go; empty when none waits
     */
    Optional<Instant> advance(Instant now) {
        for (Optional<PermitRequest> next = next(); next.isPresent(); next = next()) {
            Optional<Instant> trial = trialUntil.filter(now::isBefore);
            if (trial.isPresent()) {
                return trial;
            }
            PermitRequest permitRequest = next.get();
            if (permitRequest.context.over(now)) {
                // A permit after the deadline would be wasted, or used for a write too late.
                remove(permitRequest);
                permitRequest.turn.signal();
                continue;
            }
            Urgency urgency =
                    favoured(permitRequest) ? Urgency.MUST_NOT_WAIT : Urgency.of(permitRequest.context.priority());
            Instant earliest = earliest(permitRequest.cost, urgency, now);
            if (earliest.isAfter(now)) {
                return Optional.of(earliest);
            }
            grant(permitRequest, urgency, now);
        }
        return Optional.empty();
    }

    /** @return when that cost might be granted if it were the next */
    Instant earliest(RequestCost cost, Urgency urgency, Instant now) {
        return Stream.concat(
                        stoppedUntil(now).stream(), usages.stream().map(usage -> usage.earliest(cost, urgency, now)))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    Optional<PermitRequest> next() {
        Optional<PermitRequest> first = heads().findFirst();
        return longestWaitingBehind().filter(this::overtakenTooOften).or(() -> first);
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
                longestWaitingBehind().filter(behind -> behind != permitRequest).isPresent();
        overtaken = overtakes && !favoured(permitRequest) ? overtaken + permitRequest.cost.units() : 0;
        usages.forEach(usage -> usage.record(permitRequest.cost, urgency, now));
        trialUntil = pauseRelease == PauseRelease.ONE_FIRST ? Optional.of(now.plus(TRIAL)) : Optional.empty();
        pauseRelease = PauseRelease.ALL;
        remove(permitRequest);
        permitRequest.granted = true;
        permitRequest.turn.signal();
    }

    /** Whether it is next because too many overtook it. */
    private boolean favoured(PermitRequest permitRequest) {
        return overtakenTooOften(permitRequest)
                && longestWaitingBehind()
                        .filter(behind -> behind == permitRequest)
                        .isPresent();
    }

    private boolean overtakenTooOften(PermitRequest permitRequest) {
        return overtaken >= (long) OVERTAKEN_AT_MOST * permitRequest.cost.units();
    }

    private Optional<PermitRequest> longestWaitingBehind() {
        return heads().skip(1).min(Comparator.comparingLong(permitRequest -> permitRequest.number));
    }

    private Stream<PermitRequest> heads() {
        return waiting.values().stream().filter(queue -> !queue.isEmpty()).map(Deque::peek);
    }
}
