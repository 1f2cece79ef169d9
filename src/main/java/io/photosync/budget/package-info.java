/**
 * How much may be asked of Microsoft now, and who goes first.
 *
 * <p>In: a demand before each request, and what the answer's headers said about limits. Out: leave to send, in the order of
 * {@link io.photosync.budget.Priority}; the state of each service's breaker. The words that the rooms next to Microsoft share
 * live here too: which service, whose request, and how a call failed.
 */
package io.photosync.budget;
