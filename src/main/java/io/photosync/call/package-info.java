/**
 * The vocabulary of a request to Microsoft: which service, on whose behalf and until when, what it costs, and how it
 * failed.
 *
 * <p>In: nothing; every room that talks to Microsoft speaks it. Out: {@link io.photosync.call.CallContext} and {@link
 * io.photosync.call.RequestCost} before a request, {@link io.photosync.call.Failure} after one that failed, and a
 * metric for each answer.
 *
 * <p>Decided: a token that Entra refuses is classified in one place, whichever service it was for.
 */
package io.photosync.call;
