package io.photosync.call;

import io.photosync.call.Failure.Kind;
import io.photosync.identity.TokenRefused;
import io.photosync.identity.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The one place where a call to Graph or SharePoint is made: permit, token, send, report, and then wait, repeat or
 * fail. How a request is sent and how its answer is classified is up to the service's transport, see {@link
 * MicrosoftRequest}. Thread-safe.
 */
@ApplicationScoped
public class MicrosoftCalls {
    private static final Logger LOG = Logger.getLogger(MicrosoftCalls.class);

    /** Entra's client gives up earlier. */
    private static final Duration WHOLE_FETCH = Duration.ofSeconds(30);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    /** Where the answer asks for no pause. */
    private static final Backoff DEFAULT_PAUSE = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));
    /** The longest wait for one user's mailbox: the caller, and whatever waits for the caller, is blocked meanwhile. */
    private static final Duration LONGEST_WAIT_FOR_ONE_USER = Duration.ofSeconds(3);

    private final Permits permits;
    private final Tokens tokens;
    private final RequestMetrics requests;
    private final Clock clock;

    public MicrosoftCalls(Permits permits, Tokens tokens, RequestMetrics requests, Clock clock) {
        this.permits = permits;
        this.tokens = tokens;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Sends a request until it succeeds or its failure is final. A throttled one is repeated until the deadline, one
     * whose token was refused once, any other as {@link MicrosoftRequest#repeats} says. After the deadline nothing is
     * repeated, and the last failure is the one that counts: it says more than that the time is over.
     *
     * @throws MicrosoftCallException with a failure of Entra when there is no token; of kind USER_THROTTLED when the
     *     service throttles this request's user and no other
     */
    public <T> T send(MicrosoftRequest<T> request, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Set<Kind> repeated = EnumSet.noneOf(Kind.class);
        int throttles = 0;
        while (true) {
            permits.acquire(request.cost(), callContext);
            Instant permitted = clock.instant();
            Sent sent = new Sent(request, callContext, permitted, token(request.audience(), callContext));
            try {
                T answer = request.send(sent.token(), callContext);
                succeeded(sent);
                return answer;
            } catch (MicrosoftCallException failed) {
                failed(sent, failed.failure());
                throttles += failed.failure().kind() == Kind.THROTTLED ? 1 : 0;
                if (!prepareRepeat(sent, failed, throttles, repeated) || callContext.over(clock.instant())) {
                    throw failed;
                }
            }
        }
    }

    /** One request of a call, as it was sent. */
    private record Sent(MicrosoftRequest<?> request, CallContext callContext, Instant permitted, String token) {
        MicrosoftService service() {
            return request.cost().service();
        }

        /** Never the token: records end up in logs. */
        @Override
        public String toString() {
            return "Sent[service=" + service() + ", permitted=" + permitted + "]";
        }
    }

    /**
     * Does what a repetition needs: waits, or gets another token.
     *
     * @return whether the request may be sent again
     */
    private boolean prepareRepeat(Sent sent, MicrosoftCallException failed, int throttles, Set<Kind> repeated)
            throws MicrosoftCallException, InterruptedException {
        MicrosoftRequest<?> request = sent.request();
        Kind kind = failed.failure().kind();
        return switch (kind) {
            case THROTTLED -> handleThrottle(sent, failed, throttles);
            case UNAUTHORIZED -> {
                tokens.reject(request.audience(), sent.token());
                yield repeated.add(kind);
            }
            case FORBIDDEN -> renewed(sent) && repeated.add(kind);
            case SERVER_ERROR, UNREACHABLE, UNREADABLE ->
                request.repeats(sent.callContext()).allows(kind, repeated) && repeated.add(kind);
            case USER_THROTTLED, REFUSED -> false;
        };
    }

    /** A token, as {@link #send} gets it. @throws MicrosoftCallException with a failure of Entra */
    public String token(String audience, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        try {
            return tokens.token(audience, callContext.atMost(WHOLE_FETCH, clock.instant()));
        } catch (TokenRefused refused) {
            // No requests go to Entra meanwhile; this shows operators until when.
            refused.retryAfter().ifPresent(left -> permits.pauseFor(MicrosoftService.ENTRA, left));
            throw new MicrosoftCallException(TokenFailures.of(refused), refused);
        }
    }

    /**
     * Another token than one that lacks a permission: consent may have been given since it was fetched.
     *
     * @return empty when Entra issues none now
     */
    public Optional<String> newerToken(String audience, String token, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return tokens.renewed(audience, token) ? Optional.of(token(audience, callContext)) : Optional.empty();
    }

    private void succeeded(Sent sent) {
        requests.answered(sent.service(), Duration.between(sent.permitted(), clock.instant()));
        permits.answered(sent.service());
        sent.request().answered(sent.permitted());
    }

    private void failed(Sent sent, Failure failure) {
        requests.failed(sent.service(), failure, Duration.between(sent.permitted(), clock.instant()));
        if (failure.kind() != Kind.THROTTLED) {
            permits.answered(sent.service());
        }
        if (failure.kind() == Kind.REFUSED) {
            // "No photo" is an answer.
            sent.request().answered(sent.permitted());
        }
    }

    /**
     * What a 429 does, or a 503 with {@code Retry-After}: pauses the service, for which the next permit waits. If it
     * concerns one user only, waits here instead, once and briefly.
     *
     * @param throttles of this call, from 1
     * @return whether the request may be sent again before the deadline
     */
    private boolean handleThrottle(Sent sent, MicrosoftCallException failed, int throttles)
            throws MicrosoftCallException, InterruptedException {
        Failure failure = failed.failure();
        Duration pause = pause(failure, throttles);
        boolean beforeDeadline =
                !clock.instant().plus(pause).isAfter(sent.callContext().deadline());
        if (sent.request().throttled(sent.permitted(), pause) == Failure.Reach.ONE_USER) {
            if (throttles > 1 || !beforeDeadline || pause.compareTo(LONGEST_WAIT_FOR_ONE_USER) > 0) {
                throw new MicrosoftCallException(failure.throttlingOneUser(pause), failed);
            }
            Thread.sleep(pause);
            return true;
        }
        permits.pauseFor(sent.service(), pause);
        LOG.infof(
                "%s throttled status=%d pause=%s request=%s",
                sent.service().label(),
                failure.status(),
                pause,
                failure.requestId().orElse("-"));
        return beforeDeadline;
    }

    private static Duration pause(Failure failure, int throttles) {
        Duration pause = failure.retryAfter().orElseGet(() -> DEFAULT_PAUSE.after(throttles));
        return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    }

    /** @return whether there is a newer token now */
    private boolean renewed(Sent sent) throws InterruptedException {
        String audience = sent.request().audience();
        return switch (sent.request().renewal()) {
            case AWAITED -> tokens.renewed(audience, sent.token());
            case IN_BACKGROUND -> {
                tokens.renew(audience, sent.token());
                yield false;
            }
        };
    }
}
