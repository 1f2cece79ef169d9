package io.photosync.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.budget.Ask;
import io.photosync.budget.Budget;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Demand;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Sends requests to Graph within the budget, and repeats one that was throttled until its asker's deadline. */
@ApplicationScoped
class GraphCalls {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_GUESS = Duration.ofMinutes(1);

    private final GraphTransport transport;
    private final Budget budget;
    private final MeterRegistry meters;
    private final Clock clock;

    GraphCalls(GraphTransport transport, Budget budget, MeterRegistry meters, Clock clock) {
        this.transport = transport;
        this.budget = budget;
        this.meters = meters;
        this.clock = clock;
    }

    <T> T call(Ask ask, GraphRequest<T> request) throws CallFailed, InterruptedException {
        return call(1, ask, request);
    }

    /** @param units what the request counts for: 1, or the number of requests inside a batch */
    <T> T call(int units, Ask ask, GraphRequest<T> request) throws CallFailed, InterruptedException {
        boolean tokenRenewed = false;
        for (int attempt = 1; ; attempt++) {
            budget.take(new Demand(MicrosoftService.GRAPH, units, 0), ask);
            CallFailed failed;
            try {
                T answer = CallDeadline.of(ask, request, transport.client());
                count("ok");
                budget.answered(MicrosoftService.GRAPH);
                return answer;
            } catch (IOException | RuntimeException e) {
                failed = failed(e);
            }
            Failure failure = failed.failure();
            count(outcome(failure));
            learn(failure);
            if (failure.status() == 503) {
                transport.useNewConnections();
            }
            if (isThrottled(failure)) {
                pause(failed, attempt, ask);
            } else if (isTokenRefused(failure) && !tokenRenewed) {
                // The refused token was dropped on the way, see RefusalInterceptor: a new one may serve, once.
                tokenRenewed = true;
            } else {
                throw failed;
            }
        }
    }

    private static CallFailed failed(Exception e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted during a call to Graph");
        }
        return new CallFailed(SdkFailures.of(e), e);
    }

    /** Entra's throttling is not Graph's: it ends the call, as any other refusal of a token does. */
    private static boolean isThrottled(Failure failure) {
        return failure.kind() == Kind.THROTTLED && failure.service() == MicrosoftService.GRAPH;
    }

    private static boolean isTokenRefused(Failure failure) {
        return failure.status() == 401 && failure.service() == MicrosoftService.GRAPH;
    }

    private void learn(Failure failure) {
        if (failure.service() == MicrosoftService.ENTRA) {
            // Nobody asks Entra meanwhile: operators are to see until when.
            failure.retryAfter().ifPresent(left -> budget.stop(MicrosoftService.ENTRA, left));
        } else if (failure.kind() != Kind.THROTTLED) {
            budget.answered(MicrosoftService.GRAPH);
        }
    }

    /** Stops all requests to Graph for as long as it asked; {@link Budget#take} then waits. */
    private void pause(CallFailed failed, int attempt, Ask ask) throws CallFailed {
        Duration pause = failed.failure().retryAfter().orElseGet(() -> guess(attempt));
        if (pause.compareTo(SHORTEST_PAUSE) < 0) {
            pause = SHORTEST_PAUSE;
        }
        budget.stop(MicrosoftService.GRAPH, pause);
        if (clock.instant().plus(pause).isAfter(ask.deadline())) {
            throw failed;
        }
    }

    /** 2 s, 4 s, 8 s and so on where Graph does not say. */
    private static Duration guess(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt, 10));
        return doubled.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : doubled;
    }

    private void count(String outcome) {
        meters.counter("photosync.requests", "service", "graph", "outcome", outcome)
                .increment();
    }

    private static String outcome(Failure failure) {
        // "Not found" is how Graph says "no photo": no failure, and the most frequent answer in many tenants.
        return failure.status() == 404
                ? "not-found"
                : failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
