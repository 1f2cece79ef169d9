package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.people.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Notifies subscribers of changes, in Microsoft's format of change notifications. */
public final class Notifier {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** .NET's ticks of 100 ns, counted from the year 1, at the start of Unix time. */
    private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;

    private final SubscriptionStore subscriptions;
    private final Deliveries deliveries;
    private final Clock clock;

    public Notifier(SubscriptionStore subscriptions, Deliveries deliveries, Clock clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** A user changed; the notification does not say what. */
    public void updated(String userId) {
        notify("updated", userId);
    }

    /** The user is permanently deleted. A deleted user who can still be restored counts as updated. */
    public void deleted(String userId) {
        notify("deleted", userId);
    }

    /**
     * Sends a lifecycle event to every subscription with a URL for it.
     *
     * @param event for users only {@code reauthorizationRequired} ever occurs
     * @return number of subscriptions
     */
    public int lifecycle(String event) {
        int sent = 0;
        for (Subscription subscription : subscriptions.live()) {
            if (subscription.lifecycleNotificationUrl().isPresent()) {
                deliveries.send(subscription.lifecycleNotificationUrl().get(), lifecycleItem(event, subscription));
                sent++;
            }
        }
        return sent;
    }

    private void notify(String changeType, String userId) {
        subscriptions.live().stream()
                .filter(subscription -> subscription.wants(changeType, userId))
                .forEach(subscription ->
                        deliveries.send(subscription.notificationUrl(), item(changeType, userId, subscription)));
    }

    private ObjectNode item(String changeType, String userId, Subscription subscription) {
        Instant now = clock.instant();
        ObjectNode item = Json.object().put("changeType", changeType);
        subscription.clientState().ifPresent(state -> item.put("clientState", state));
        item.put("resource", "Users/" + userId);
        item.putObject("resourceData")
                .put("@odata.type", "#Microsoft.Graph.User")
                .put("@odata.id", "Users/" + userId)
                .put("id", userId)
                .put("organizationId", Tenant.ID)
                .put("eventTime", TIME.format(now))
                .put("sequenceNumber", TICKS_AT_EPOCH + now.getEpochSecond() * 10_000_000 + now.getNano() / 100);
        return item.put("subscriptionExpirationDateTime", expiry(subscription))
                .put("subscriptionId", subscription.id().toString())
                .put("tenantId", Tenant.ID);
    }

    /** As observed, which is not as documented: {@code organizationId}, an empty resource, nulls. */
    private static ObjectNode lifecycleItem(String event, Subscription subscription) {
        ObjectNode item = Json.object()
                .put("lifecycleEvent", event)
                .put("subscriptionId", subscription.id().toString())
                .put("resource", "");
        subscription.clientState().ifPresent(state -> item.put("clientState", state));
        return item.putNull("sequence")
                .putNull("resourceData")
                .putNull("encryptedContent")
                .put("organizationId", Tenant.ID)
                .put("subscriptionExpirationDateTime", expiry(subscription));
    }

    private static String expiry(Subscription subscription) {
        return TIME.format(subscription.expires()).replace("Z", "+00:00");
    }
}
