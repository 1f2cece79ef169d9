package io.photosync.call;

import java.time.Duration;
import java.time.Instant;

/**
 * A request to one service, which {@link MicrosoftCalls} sends once or several times. Each service has its own: how it
 * is sent, and how its answers differ from the other's.
 *
 * @param <T> a successful answer
 */
public interface MicrosoftRequest<T> {
    RequestCost cost();

    /** Of the token. */
    String audience();

    /**
     * Sends it once.
     *
     * @throws MicrosoftCallException for each answer that is no success, and for none; classified
     */
    T send(String token, CallContext callContext) throws MicrosoftCallException, InterruptedException;

    /** Where a request must not be sent twice, such as one that creates something, it is {@link Repeats#NONE}. */
    default Repeats repeats(CallContext callContext) {
        return callContext.repeats();
    }

    TokenRenewal renewal();

    /** What follows from a 403. Permissions are in the token, and consent may have been given since it was fetched. */
    enum TokenRenewal {
        /** A newer token is awaited, and the request repeated with it, once. */
        AWAITED,
        /** A newer token is fetched for later requests; this one has failed. */
        IN_BACKGROUND
    }

    /**
     * The service answered, be it with a refusal.
     *
     * @param permitted when the answered request got its permit
     */
    default void answered(Instant permitted) {}

    /**
     * The service throttled the request; who is affected.
     *
     * @param permitted when the throttled request got its permit
     * @param pause as the service asked for
     */
    default Failure.Reach throttled(Instant permitted, Duration pause) {
        return Failure.Reach.ALL_USERS;
    }
}
