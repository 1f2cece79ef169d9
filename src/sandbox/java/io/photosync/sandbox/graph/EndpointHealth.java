package io.photosync.sandbox.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Graph's classification of one endpoint, by the response times of late. */
final class EndpointHealth {
    private final Supplier<DeliveryRules> rules;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private State state = State.HEALTHY;
    private Instant since = Instant.MIN;

    /** How an endpoint is treated. */
    enum State {
        HEALTHY,
        /** New notifications are delayed. */
        SLOW,
        /** New notifications are lost. */
        DROPPING
    }

    private record Answer(Instant at, Duration took) {}

    EndpointHealth(Supplier<DeliveryRules> rules) {
        this.rules = rules;
    }

    /** @param took the timeout, if there was no answer */
    synchronized void answered(Instant now, Duration took) {
        answers.addLast(new Answer(now, took));
        refresh(now);
        if (answers.size() >= rules.get().fewestAnswers()) {
            judge(now);
        }
    }

    synchronized State state(Instant now) {
        refresh(now);
        return state;
    }

    /** A slow endpoint may get worse; a better verdict comes only after the window. */
    private void judge(Instant now) {
        if (state != State.DROPPING
                && share(rules.get().retryTimeout()) > rules.get().dropShare()) {
            enter(State.DROPPING, now);
        } else if (state == State.HEALTHY
                && share(rules.get().firstTimeout()) > rules.get().slowShare()) {
            enter(State.SLOW, now);
        }
    }

    private void enter(State next, Instant now) {
        state = next;
        since = now;
    }

    /** A verdict holds for one window; then the endpoint is classified again. */
    private void refresh(Instant now) {
        Instant begin = now.minus(rules.get().window());
        if (state != State.HEALTHY && !since.isAfter(begin)) {
            enter(State.HEALTHY, now);
            answers.clear();
        }
        while (!answers.isEmpty() && answers.peekFirst().at().isBefore(begin)) {
            answers.removeFirst();
        }
    }

    private double share(Duration limit) {
        long late = answers.stream().filter(a -> a.took().compareTo(limit) >= 0).count();
        return (double) late / answers.size();
    }
}
