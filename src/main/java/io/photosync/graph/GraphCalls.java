package io.photosync.graph;

import io.photosync.budget.Budget;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestCost;
import io.photosync.call.RequestMetrics;
import io.photosync.graph.MailboxThrottles.Whose;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends requests to Graph within the budget, and repeats one that was throttled until its asker's deadline; but whoever asks about a
 * mailbox that is throttled by itself is told so, and nobody else waits for it.
 */
@ApplicationScoped
class GraphCalls {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    /** So long a caller may be kept waiting for one mailbox, and with it whoever waits for the caller. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(3);

    private static final Duration LONGEST_GUESS = Duration.ofMinutes(1);

    private final GraphTransport transport;
    private final Budget budget;
    private final RequestMetrics requests;
    private final Clock clock;
    private final MailboxThrottles mailboxes;

    GraphCalls(
            GraphTransport transport, Budget budget, RequestMetrics requests, MailboxThrottles mailboxes, Clock clock) {
        this.transport = transport;
        this.budget = budget;
        this.requests = requests;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    <T> T call(CallContext callContext, GraphRequest<T> request) throws MicrosoftCallException, InterruptedException {
        return call(1, callContext, request);
    }

    /** @param units what the request counts for: 1, or the number of requests inside a batch */
    <T> T call(int units, CallContext callContext, GraphRequest<T> request)
            throws MicrosoftCallException, InterruptedException {
        return call(new RequestCost(MicrosoftService.GRAPH, units, 0), Optional.empty(), callContext, request);
    }

    /**
     * A request about what is in one user's mailbox, which Graph meters by itself.
     *
     * @throws MicrosoftCallException of kind USER_THROTTLED at once while that mailbox, and no other, is to be left alone
     */
    <T> T ofMailbox(String userId, CallContext callContext, GraphRequest<T> request)
            throws MicrosoftCallException, InterruptedException {
        Optional<Duration> left = mailboxes.left(userId, clock.instant());
        if (left.isPresent()) {
            throw new MicrosoftCallException(ofMailbox(
                    0, "left-alone", "Graph asked to leave this mailbox alone", left.get(), Optional.empty()));
        }
        return call(new RequestCost(MicrosoftService.GRAPH, 1, 0), Optional.of(userId), callContext, request);
    }

    /** Graph answered about that mailbox's photo inside a batch. */
    void answered(String userId, Instant sent) {
        mailboxes.answered(userId, sent);
    }

    private <T> T call(
            RequestCost requestCost, Optional<String> mailbox, CallContext callContext, GraphRequest<T> request)
            throws MicrosoftCallException, InterruptedException {
        boolean tokenRenewed = false;
        for (int attempt = 1; ; attempt++) {
            budget.acquire(requestCost, callContext);
            Instant sent = clock.instant();
            MicrosoftCallException failed;
            try {
                T answer = CallDeadline.of(callContext, request, transport.client());
                requests.answered(MicrosoftService.GRAPH, Duration.between(sent, clock.instant()));
                budget.answered(MicrosoftService.GRAPH);
                mailbox.ifPresent(userId -> mailboxes.answered(userId, sent));
                return answer;
            } catch (IOException | RuntimeException e) {
                failed = failed(e);
            }
            learn(failed.failure(), mailbox, sent);
            if (isThrottled(failed.failure())) {
                throttled(failed, attempt, mailbox, sent, callContext);
            } else if (isTokenRefused(failed.failure()) && !tokenRenewed) {
                // The refused token was dropped on the way, see RefusalInterceptor: a new one may serve, once.
                tokenRenewed = true;
            } else {
                throw failed;
            }
        }
    }

    private static MicrosoftCallException failed(Exception e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted during a call to Graph");
        }
        return new MicrosoftCallException(SdkFailures.of(e), e);
    }

    /** Entra's throttling is not Graph's: it ends the call, as any other refusal of a token does. */
    private static boolean isThrottled(Failure failure) {
        return failure.kind() == Kind.THROTTLED && failure.service() == MicrosoftService.GRAPH;
    }

    private static boolean isTokenRefused(Failure failure) {
        return failure.status() == 401 && failure.service() == MicrosoftService.GRAPH;
    }

    private void learn(Failure failure, Optional<String> mailbox, Instant sent) {
        requests.failed(MicrosoftService.GRAPH, failure, Duration.between(sent, clock.instant()));
        if (failure.status() == 503) {
            transport.useNewConnections();
        }
        if (failure.service() == MicrosoftService.ENTRA) {
            // Nobody asks Entra meanwhile: operators are to see until when.
            failure.retryAfter().ifPresent(left -> budget.pauseFor(MicrosoftService.ENTRA, left));
        } else if (failure.kind() != Kind.THROTTLED) {
            budget.answered(MicrosoftService.GRAPH);
        }
        if (failure.kind() == Kind.REFUSED) {
            // "No photo" is an answer.
            mailbox.ifPresent(userId -> mailboxes.answered(userId, sent));
        }
    }

    /**
     * Waits where that is short, otherwise leaves it to the caller: for one mailbox, or by stopping all requests to Graph, for which {@link
     * Budget#acquire} then waits.
     */
    private void throttled(
            MicrosoftCallException failed, int attempt, Optional<String> mailbox, Instant sent, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Failure failure = failed.failure();
        Duration asked = failure.retryAfter().orElseGet(() -> guess(attempt));
        Duration pause = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        Instant now = clock.instant();
        boolean soonEnough = !now.plus(pause).isAfter(callContext.deadline());
        if (mailbox.isPresent() && mailboxes.throttled(mailbox.get(), sent, pause, now) == Whose.MAILBOX) {
            if (attempt > 1 || !soonEnough || pause.compareTo(SHORT_PAUSE) > 0) {
                throw new MicrosoftCallException(
                        ofMailbox(failure.status(), failure.code(), failure.detail(), pause, failure.requestId()),
                        failed);
            }
            Thread.sleep(pause);
            return;
        }
        budget.pauseFor(MicrosoftService.GRAPH, pause);
        if (!soonEnough) {
            throw failed;
        }
    }

    private static Failure ofMailbox(
            int status, String code, String detail, Duration wait, Optional<String> requestId) {
        return new Failure(
                MicrosoftService.GRAPH,
                Kind.USER_THROTTLED,
                status,
                code,
                detail,
                Optional.of(wait),
                requestId,
                Failure.Reach.ONE_USER);
    }

    /** 2 s, 4 s, 8 s and so on where Graph does not say. */
    private static Duration guess(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt, 10));
        return doubled.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : doubled;
    }
}
