package io.photosync.budget;

import io.photosync.call.RequestCost;
import java.time.Duration;

/**
 * One of Microsoft's limits for an app.
 *
 * @param name as it appears in metrics
 * @param amount what may be spent in any window of that length, by all replicas together
 * @param counted what part of a demand it counts
 * @param reserve the share of it that is kept for those who must not wait
 * @param evenly whether those who can wait are spread evenly over the window
 * @param shared whether each replica spends its share of it, or as much as it needs
 */
record Limit(
        String name, long amount, Duration window, Counted counted, double reserve, boolean evenly, boolean shared) {

    enum Counted {
        UNITS,
        PROFILE_CALLS
    }

    long of(RequestCost requestCost) {
        return switch (counted) {
            case UNITS -> requestCost.units();
            case PROFILE_CALLS -> requestCost.profileCalls();
        };
    }
}
