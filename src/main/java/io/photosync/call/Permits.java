package io.photosync.call;

import java.time.Duration;

/** Permits to send requests. An interface because this room does not know the rate limiter; {@code budget} does. */
public interface Permits {

    /**
     * Waits until the request may be sent. Must be called once for each request, repeated ones included.
     *
     * @throws MicrosoftCallException of kind THROTTLED as soon as it is known that there will be no permit before the
     *     deadline; its {@code retryAfter} says when there may be one
     */
    void acquire(RequestCost requestCost, CallContext callContext) throws MicrosoftCallException, InterruptedException;

    /** The service asked for a pause: nothing is sent to it until that is over. A later end replaces an earlier one. */
    void pauseFor(MicrosoftService service, Duration retryAfter);

    /** The service gave an answer that was no throttling, or none at all. */
    void answered(MicrosoftService service);
}
