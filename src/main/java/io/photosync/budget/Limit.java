package io.photosync.budget;

import io.photosync.call.RequestCost;
import java.time.Duration;

/**
 * One of Microsoft's limits for an app.
 *
 * @param name as it appears in metrics
 * @param amount what all replicas together may spend in any window of that length
 * @param counted which part of a cost counts
 * @param reserve the share kept for urgent requests
 * @param evenly whether the others are spread evenly over the window
 * @param shared whether each replica spends its share of it, or as much as it needs
 */
record Limit(
        String name, long amount, Duration window, Counted counted, double reserve, boolean evenly, boolean shared) {

    /** One that each replica may spend as it needs, in bursts too. */
    static Limit of(String name, long amount, Duration window, Counted counted, double reserve) {
        return new Limit(name, amount, window, counted, reserve, false, false);
    }

    Limit spentEvenly() {
        return new Limit(name, amount, window, counted, reserve, true, shared);
    }

    Limit sharedOut() {
        return new Limit(name, amount, window, counted, reserve, evenly, true);
    }

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
