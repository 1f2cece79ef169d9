package io.photosync.graph;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * A subscription to create.
 *
 * @param expires at most 41,760 minutes away for {@code /users}
 * @param clientState at most 128 characters; comes back with every notification
 */
public record NewSubscription(
        String resource,
        Set<String> changeTypes,
        URI notificationUrl,
        URI lifecycleNotificationUrl,
        Instant expires,
        String clientState) {

    /** Without the client state: records end up in logs. */
    @Override
    public String toString() {
        return "NewSubscription[resource=%s, notificationUrl=%s, expires=%s]"
                .formatted(resource, notificationUrl, expires);
    }
}
