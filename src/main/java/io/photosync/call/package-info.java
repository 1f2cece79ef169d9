/**
 * The vocabulary of a request to Microsoft: service, priority and deadline, cost, and failure.
 *
 * <p>In: nothing; every room that calls Microsoft uses it. Out: {@link io.photosync.call.CallContext} and {@link
 * io.photosync.call.RequestCost} before a request, {@link io.photosync.call.Failure} after one that failed, and a
 * metric for each answer.
 *
 * <p>Decided: a token that Entra refuses is classified in one place, whichever service it was for.
 */
package io.photosync.call;
