package io.photosync.graph;

import io.photosync.call.CallContext;
import io.photosync.call.Failure.Kind;
import io.photosync.call.Failure.Reach;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.MicrosoftRequest;
import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestCost;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Requests to Graph, sent by {@link MicrosoftCalls}. A throttle of one mailbox is reported to its caller, and no other
 * request waits for it.
 */
@ApplicationScoped
class GraphCalls {
    private final MicrosoftCalls calls;
    private final GraphTransport transport;
    private final MailboxThrottles mailboxes;
    private final Clock clock;

    GraphCalls(MicrosoftCalls calls, GraphTransport transport, MailboxThrottles mailboxes, Clock clock) {
        this.calls = calls;
        this.transport = transport;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    <T> T call(CallContext callContext, GraphRequest<T> request) throws MicrosoftCallException, InterruptedException {
        return call(1, callContext, request);
    }

    /** @param units cost of the request: 1, or the number of requests inside a batch */
    <T> T call(int units, CallContext callContext, GraphRequest<T> request)
            throws MicrosoftCallException, InterruptedException {
        return calls.send(new OneCall<>(units, request), callContext);
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
        return calls.send(new MailboxCall<>(userId, request), callContext);
    }

    /** Graph answered about that mailbox's photo inside a batch. */
    void answered(String userId, Instant sent) {
        mailboxes.answered(userId, sent);
    }

    private class OneCall<T> implements MicrosoftRequest<T> {
        private final int units;
        private final GraphRequest<T> request;

        OneCall(int units, GraphRequest<T> request) {
            this.units = units;
            this.request = request;
        }

        @Override
        public RequestCost cost() {
            return new RequestCost(MicrosoftService.GRAPH, units, 0);
        }

        @Override
        public String audience() {
            return transport.audience();
        }

        @Override
        public T send(String token, CallContext callContext) throws MicrosoftCallException, InterruptedException {
            return transport.send(request, new CurrentCall(token, callContext));
        }

        /** A permission granted since is in the next token, and the caller tries again later. */
        @Override
        public TokenRenewal renewal() {
            return TokenRenewal.IN_BACKGROUND;
        }
    }

    private final class MailboxCall<T> extends OneCall<T> {
        private final String userId;

        MailboxCall(String userId, GraphRequest<T> request) {
            super(1, request);
            this.userId = userId;
        }

        @Override
        public void answered(Instant permitted) {
            mailboxes.answered(userId, permitted);
        }

        @Override
        public Reach throttled(Instant permitted, Duration pause) {
            return switch (mailboxes.throttled(userId, permitted, pause, clock.instant())) {
                case MAILBOX -> Reach.ONE_USER;
                case APP -> Reach.ALL_USERS;
            };
        }
    }
}
