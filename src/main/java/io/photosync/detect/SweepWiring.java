package io.photosync.detect;

import io.photosync.event.PhotoEvent.Cause;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the sweep's plain classes together. */
final class SweepWiring {
    @Produces
    @Singleton
    static Backlog backlog() {
        return new Backlog();
    }

    /** To be deleted once removals are decided: until then nobody's photo is taken away because of the sweep. */
    @Produces
    @DefaultBean
    @Singleton
    static Suspects nobody() {
        return new Suspects() {
            @Override
            public void suspect(String userId, String userPrincipalName, Cause cause) {}

            @Override
            public void cleared(String userId) {}
        };
    }
}
