/**
 * Rate limits: how many requests may be sent to Microsoft now, and which go first.
 *
 * <p>In: a {@link io.photosync.call.RequestCost} before each request, and the limits reported in the answers' headers.
 * Out: permits, in the order of {@link io.photosync.call.Priority}.
 *
 * <p>Decided: limits are counted in sliding windows, including the day's. Microsoft's day seems to begin at midnight
 * UTC; a sliding day contains no calendar day that exceeds the limit, so it is right either way. Counts live in memory:
 * after a restart the headers correct the minute's. Requests that can wait are spread over the minute, so that urgent
 * ones find a permit at any time.
 */
package io.photosync.budget;
