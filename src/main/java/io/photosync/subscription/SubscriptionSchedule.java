package io.photosync.subscription;

import io.photosync.call.Backoff;
import java.time.Duration;

/**
 * Times of the reconciliation.
 *
 * @param life lifetime of a new subscription
 * @param look interval of reconciliation: Graph does not report the loss of a {@code /users} subscription
 * @param retry pauses after refusals
 */
record SubscriptionSchedule(Duration life, Duration look, Backoff retry) {

    /** An hour less than Graph's maximum of 41,760 minutes, to allow for clock differences. */
    static final SubscriptionSchedule DEFAULT = new SubscriptionSchedule(
            Duration.ofMinutes(41_700),
            Duration.ofMinutes(3),
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5)));
}
