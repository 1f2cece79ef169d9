/**
 * How much may be asked of Microsoft now, and who goes first.
 *
 * <p>In: a demand before each request, what the answer's headers said about limits, and failures to be judged. Out: leave to send, in
 * the order of {@link io.photosync.budget.Priority}; whom a failure concerns; the state of each service's breaker. The words that the
 * rooms next to Microsoft share live here too: which service, whose request, and how a call failed.
 *
 * <p>Decided: limits are counted in sliding windows, also the day's. Microsoft's day seems to begin at midnight UTC; a sliding day holds no
 * calendar day that is over the limit, so it is right either way. Counts live in memory: after a restart the headers correct the minute's.
 * Those who can wait are spread over the minute, so that those who cannot find something free at any time.
 */
package io.photosync.budget;
