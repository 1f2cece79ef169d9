package io.photosync.subscription;

import java.time.Duration;

/**
 * When the subscription is looked after.
 *
 * @param life for how long one is asked for
 * @param look how often we look whether it is still there: Graph tells nobody when a {@code /users} subscription is lost
 * @param firstRetry after a refusal, doubled each time
 */
record SubscriptionSchedule(Duration life, Duration look, Duration firstRetry, Duration longestRetry) {

    /** An hour less than Graph's maximum of 41,760 minutes, so that no clock can make it too long. */
    static final SubscriptionSchedule DEFAULT = new SubscriptionSchedule(
            Duration.ofMinutes(41_700), Duration.ofMinutes(3), Duration.ofSeconds(2), Duration.ofMinutes(5));

    Duration retry(int failures) {
        Duration doubled = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(longestRetry) > 0 ? longestRetry : doubled;
    }
}
