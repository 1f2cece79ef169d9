package io.photosync.graph;

import io.photosync.budget.Budget;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestCost;
import io.photosync.call.RequestMetrics;
import io.photosync.graph.MailboxThrottles.ThrottleScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends requests to Graph within the budget, and repeats throttled ones until their deadline. A throttle of one mailbox
 * is reported to its caller, and no other request waits for it.
 */
@ApplicationScoped
class GraphCalls {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    /** The longest wait for one mailbox: the caller, and whatever waits for the caller, is blocked meanwhile. */
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(3);

    private static final Duration LONGEST_DEFAULT_WAIT = Duration.ofMinutes(1);

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

    /** @param units cost of the request: 1, or the number of requests inside a batch */
    <T> T call(int units, CallContext callContext, GraphRequest<T> request)
            throws MicrosoftCallException, InterruptedException {
        return call(new RequestCost(MicrosoftService.GRAPH, units, 0), Optional.empty(), callContext, request);
    }

    /**
     * A request about one user's mailbox, which Graph meters by itself.
     *
     * @throws MicrosoftCallException of kind USER_THROTTLED immediately while that mailbox, and no other, is throttled
     */
    <T> T callMailbox(String userId, CallContext callContext, GraphRequest<T> request)
            throws MicrosoftCallException, InterruptedException {
        Optional<Duration> left = mailboxes.left(userId, clock.instant());
        if (left.isPresent()) {
            throw new MicrosoftCallException(GraphErrors.failure(
                            Kind.THROTTLED, "left-alone", "Graph asked to pause requests about this mailbox")
                    .throttlingOneUser(left.get()));
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
            report(failed.failure(), mailbox, sent);
            if (isThrottled(failed.failure())) {
                throttled(failed, attempt, mailbox, sent, callContext);
            } else if (isTokenRefused(failed.failure()) && !tokenRenewed) {
                // RefusalInterceptor has dropped the refused token: a new one may serve, once.
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

    private void report(Failure failure, Optional<String> mailbox, Instant sent) {
        requests.failed(MicrosoftService.GRAPH, failure, Duration.between(sent, clock.instant()));
        if (failure.status() == 503) {
            transport.useNewConnections();
        }
        if (failure.service() == MicrosoftService.ENTRA) {
            // No requests go to Entra meanwhile; this shows operators until when.
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
     * Waits if that is short, otherwise leaves it to the caller: for one mailbox, or by pausing all requests to Graph,
     * for which {@link Budget#acquire} then waits.
     */
    private void throttled(
            MicrosoftCallException failed, int attempt, Optional<String> mailbox, Instant sent, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Failure failure = failed.failure();
        Duration asked = failure.retryAfter().orElseGet(() -> defaultWait(attempt));
        Duration pause = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        Instant now = clock.instant();
        boolean beforeDeadline = !now.plus(pause).isAfter(callContext.deadline());
        if (mailbox.isPresent() && mailboxes.throttled(mailbox.get(), sent, pause, now) == ThrottleScope.MAILBOX) {
            if (attempt > 1 || !beforeDeadline || pause.compareTo(SHORT_PAUSE) > 0) {
                throw new MicrosoftCallException(failure.throttlingOneUser(pause), failed);
            }
            Thread.sleep(pause);
            return;
        }
        budget.pauseFor(MicrosoftService.GRAPH, pause);
        if (!beforeDeadline) {
            throw failed;
        }
    }

    /** 2 s, 4 s, 8 s and so on where Graph sends no {@code Retry-After}. */
    private static Duration defaultWait(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt, 10));
        return doubled.compareTo(LONGEST_DEFAULT_WAIT) > 0 ? LONGEST_DEFAULT_WAIT : doubled;
    }
}
