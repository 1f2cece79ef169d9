package io.photosync.call;

import io.photosync.call.Failure.Kind;
import io.photosync.identity.TokenRefused;
import io.photosync.identity.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
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
    private static final Duration LONGEST_DEFAULT_PAUSE = Duration.ofMinutes(1);
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
            String token = token(request.audience(), callContext);
            try {
                T answer = request.send(token, callContext);
                succeeded(request, permitted);
                return answer;
            } catch (MicrosoftCallException failed) {
                failed(request, failed.failure(), permitted);
                Kind kind = failed.failure().kind();
                boolean again =
                        switch (kind) {
                            case THROTTLED -> paused(failed, request, permitted, ++throttles, callContext);
                            case UNAUTHORIZED -> {
                                tokens.reject(request.audience(), token);
                                yield repeated.add(kind);
                            }
                            case FORBIDDEN -> renewed(request, token) && repeated.add(kind);
                            case SERVER_ERROR, UNREACHABLE, UNREADABLE ->
                                request.repeats(callContext).allows(kind, repeated) && repeated.add(kind);
                            case USER_THROTTLED, REFUSED -> false;
                        };
                if (!again || callContext.over(clock.instant())) {
                    throw failed;
                }
            }
        }
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

    private void succeeded(MicrosoftRequest<?> request, Instant permitted) {
        MicrosoftService service = request.cost().service();
        requests.answered(service, Duration.between(permitted, clock.instant()));
        permits.answered(service);
        request.answered(permitted);
    }

    private void failed(MicrosoftRequest<?> request, Failure failure, Instant permitted) {
        MicrosoftService service = request.cost().service();
        requests.failed(service, failure, Duration.between(permitted, clock.instant()));
        if (failure.kind() != Kind.THROTTLED) {
            permits.answered(service);
        }
        if (failure.kind() == Kind.REFUSED) {
            // "No photo" is an answer.
            request.answered(permitted);
        }
    }

    /**
     * Pauses the service, for which the next permit waits. If the throttle concerns one user only, waits here instead,
     * once and briefly.
     *
     * @return whether the request may be sent again before the deadline
     */
    private boolean paused(
            MicrosoftCallException failed,
            MicrosoftRequest<?> request,
            Instant permitted,
            int throttles,
            CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Failure failure = failed.failure();
        Duration pause = pause(failure, throttles);
        boolean beforeDeadline = !clock.instant().plus(pause).isAfter(callContext.deadline());
        if (request.throttled(permitted, pause) == Failure.Reach.ONE_USER) {
            if (throttles > 1 || !beforeDeadline || pause.compareTo(LONGEST_WAIT_FOR_ONE_USER) > 0) {
                throw new MicrosoftCallException(failure.throttlingOneUser(pause), failed);
            }
            Thread.sleep(pause);
            return true;
        }
        permits.pauseFor(failure.service(), pause);
        LOG.infof(
                "%s throttled status=%d pause=%s request=%s",
                failure.service().label(),
                failure.status(),
                pause,
                failure.requestId().orElse("-"));
        return beforeDeadline;
    }

    /** As the answer asked for; 2 s, 4 s, 8 s and so on where it did not. */
    private static Duration pause(Failure failure, int throttles) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(throttles, 10));
        Duration unsaid = doubled.compareTo(LONGEST_DEFAULT_PAUSE) > 0 ? LONGEST_DEFAULT_PAUSE : doubled;
        Duration pause = failure.retryAfter().orElse(unsaid);
        return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    }

    /** @return whether there is a newer token now */
    private boolean renewed(MicrosoftRequest<?> request, String token) throws InterruptedException {
        return switch (request.renewal()) {
            case AWAITED -> tokens.renewed(request.audience(), token);
            case IN_BACKGROUND -> {
                tokens.renew(request.audience(), token);
                yield false;
            }
        };
    }
}
