package io.photosync.graph;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A subscription as Graph lists it.
 *
 * @param changeTypes in lower case
 * @param clientState mostly empty: Graph returns it only when the subscription is created
 */
public record GraphSubscription(
        String id,
        String resource,
        Set<String> changeTypes,
        Optional<URI> notificationUrl,
        Optional<URI> lifecycleNotificationUrl,
        Instant expires,
        Optional<String> clientState) {

    /** Without the client state: records end up in logs. */
    @Override
    public String toString() {
        return "GraphSubscription[id=%s, resource=%s, changeTypes=%s, notificationUrl=%s, expires=%s]"
                .formatted(
                        id,
                        resource,
                        changeTypes,
                        notificationUrl.map(URI::toString).orElse("none"),
                        expires);
    }
}
