package io.photosync.subscription;

import java.time.Duration;

/**
 * Times of the reconciliation.
 *
 * @param life lifetime of a new subscription
 * @param look interval of reconciliation: Graph does not report the loss of a {@code /users} subscription
 * @param firstRetry pause after a refusal, doubled each time
 * @param longestRetry upper limit of that pause
 */
record SubscriptionSchedule(Duration life, Duration look, Duration firstRetry, Duration longestRetry) {

    /** An hour less than Graph's maximum of 41,760 minutes, to allow for clock differences. */
    static final SubscriptionSchedule DEFAULT = new SubscriptionSchedule(
            Duration.ofMinutes(41_700), Duration.ofMinutes(3), Duration.ofSeconds(2), Duration.ofMinutes(5));

    Duration retry(int failures) {
        Duration doubled = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(longestRetry) > 0 ? longestRetry : doubled;
    }
}
