package io.photosync.breaker;

import io.photosync.call.Failure;
import java.util.Optional;

/**
 * Finds out whether a service answers at all: the cheapest request that every user's sync needs, for each host and
 * permission it needs. Otherwise a permission missing for all would look like thousands of refused users.
 */
@FunctionalInterface
public interface Probe {
    /** @return what failed, or empty when the service answers */
    Optional<Failure> probe() throws InterruptedException;
}
