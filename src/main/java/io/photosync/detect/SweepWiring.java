package io.photosync.detect;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the sweep's plain classes together. */
final class SweepWiring {
    @Produces
    @Singleton
    static Backlog backlog() {
        return new Backlog();
    }
}
