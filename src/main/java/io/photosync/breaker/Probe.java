package io.photosync.breaker;

import io.photosync.call.Failure;
import java.util.Optional;

/**
 * Finds out whether a service answers at all: the cheapest request that every user's sync needs, of each host and permission that
 * it needs. Otherwise a permission that all lack would look like thousands of users that are refused.
 */
@FunctionalInterface
public interface Probe {
    /** @return what failed, or empty when the service answers */
    Optional<Failure> probe() throws InterruptedException;
}
