/**
 * The one place for a call to Microsoft, and its vocabulary: service, priority and deadline, cost, failure.
 *
 * <p>In: a {@link io.photosync.call.MicrosoftRequest}, made by the transport of its service, and a {@link
 * io.photosync.call.CallContext}. Out: the answer, or a {@link io.photosync.call.MicrosoftCallException} with a
 * classified {@link io.photosync.call.Failure}; and a metric for each request.
 *
 * <p>Decided: permit, token, wait, repetition and metric are the same for Graph and SharePoint, and stand in {@link
 * io.photosync.call.MicrosoftCalls}; a service's own are sending a request and classifying its answer. The rate limiter
 * is known here by {@link io.photosync.call.Permits} only, so that {@code budget} can use this room's words. A token
 * that Entra refuses is classified in one place, whichever service it was for; nothing was sent to that service then,
 * and nothing is counted.
 */
package io.photosync.call;
