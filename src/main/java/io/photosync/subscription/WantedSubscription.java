package io.photosync.subscription;

import io.photosync.exchange.GraphSubscription;
import io.photosync.exchange.NewSubscription;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one subscription that shall exist.
 *
 * @param fingerprint of the client state, part of the lifecycle URL
 */
record WantedSubscription(URI notificationUrl, URI lifecycleUrl, String fingerprint) {
    private static final String RESOURCE = "/users";
    /** Creation and soft deletion come as "updated" (https://learn.microsoft.com/graph/api/resources/subscription). */
    private static final Set<String> CHANGE_TYPES = Set.of("updated", "deleted");

    private static final String NOTIFICATIONS = "/graph/notifications";
    private static final String LIFECYCLE = "/graph/lifecycle";

    static WantedSubscription at(String publicUrl, String fingerprint) {
        String base = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        return new WantedSubscription(
                URI.create(base + NOTIFICATIONS), URI.create(base + LIFECYCLE + "?state=" + fingerprint), fingerprint);
    }

    NewSubscription until(Instant expires, String clientState) {
        return new NewSubscription(RESOURCE, CHANGE_TYPES, notificationUrl, lifecycleUrl, expires, clientState);
    }

    /** Stands where ours belongs: Graph allows one for the same resource and change types. */
    boolean takesThePlaceOf(GraphSubscription other) {
        return isUsers(other) && other.changeTypes().equals(CHANGE_TYPES);
    }

    /** Made by us, at whatever public URL and for whatever change types. */
    boolean isOurs(GraphSubscription other) {
        return isUsers(other)
                && other.notificationUrl()
                        .map(URI::getPath)
                        .filter(path -> path.endsWith(NOTIFICATIONS))
                        .isPresent();
    }

    /** What it sends carries a client state that we accept. */
    boolean sharesClientState(GraphSubscription other) {
        return other.lifecycleNotificationUrl().map(URI::getQuery).equals(Optional.of("state=" + fingerprint));
    }

    private static boolean isUsers(GraphSubscription other) {
        String resource = other.resource().toLowerCase(Locale.ROOT);
        return resource.equals(RESOURCE) || resource.equals(RESOURCE.substring(1));
    }
}
