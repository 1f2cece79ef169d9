package io.photosync.sweep;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the sweep's plain classes together. */
final class SweepWiring {
    @Produces
    @Singleton
    static BulkBacklog backlog() {
        return new BulkBacklog();
    }
}
