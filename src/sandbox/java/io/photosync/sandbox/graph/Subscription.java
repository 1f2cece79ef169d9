package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.people.Tenant;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A subscription to changes; https://learn.microsoft.com/graph/api/resources/subscription.
 *
 * @param resource as requested
 * @param changeTypes {@code updated}, {@code deleted}
 */
public record Subscription(
        UUID id,
        String resource,
        Set<String> changeTypes,
        String notificationUrl,
        Optional<String> lifecycleNotificationUrl,
        Optional<String> clientState,
        Instant expires) {

    Subscription until(Instant newExpiry) {
        return new Subscription(
                id, resource, changeTypes, notificationUrl, lifecycleNotificationUrl, clientState, newExpiry);
    }

    Subscription to(String newUrl) {
        return new Subscription(id, resource, changeTypes, newUrl, lifecycleNotificationUrl, clientState, expires);
    }

    /** {@code users}, or {@code users/ID} for one of them. */
    String normalResource() {
        return resource.replaceAll("^/+|/+$", "").toLowerCase(java.util.Locale.ROOT);
    }

    boolean wants(String changeType, String userId) {
        boolean about = normalResource().equals("users") || normalResource().equals("users/" + userId);
        return about && changeTypes.contains(changeType);
    }

    boolean asksTheSameAs(Subscription other) {
        return normalResource().equals(other.normalResource()) && changeTypes.equals(other.changeTypes);
    }

    /** Without the client state, which Graph shows at creation only. */
    ObjectNode json() {
        return Json.object()
                .put("id", id.toString())
                .put("resource", resource)
                .put("applicationId", Tenant.APP)
                .put("changeType", String.join(",", changeTypes))
                .put("notificationUrl", notificationUrl)
                .put("lifecycleNotificationUrl", lifecycleNotificationUrl.orElse(null))
                .put("expirationDateTime", expires.toString())
                .put("creatorId", Tenant.APP)
                .put("latestSupportedTlsVersion", "v1_2");
    }
}
