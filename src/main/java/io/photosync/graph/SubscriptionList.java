package io.photosync.graph;

import java.util.List;
import java.util.Optional;

/**
 * The subscriptions that Graph lists.
 *
 * @param endless why reading was given up before the end of the list; empty when the list has an end
 */
public record SubscriptionList(List<GraphSubscription> subscriptions, Optional<String> endless) {
    public SubscriptionList {
        subscriptions = List.copyOf(subscriptions);
    }
}
