/**
 * Circuit breakers: does a failure affect one user or all?
 *
 * <p>In: every success and failure of a request, with its {@link io.photosync.breaker.Subject}. Out: {@link
 * io.photosync.breaker.FailureScope} for the user, and the state of each service's breaker.
 *
 * <p>Decided: a breaker opens on a failed probe of the service or after failures of several users in a row, never on a
 * failure rate: an outage is not 10,000 bad events. It closes after a trial that succeeds.
 */
package io.photosync.breaker;
