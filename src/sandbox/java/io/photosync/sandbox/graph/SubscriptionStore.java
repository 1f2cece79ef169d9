package io.photosync.sandbox.graph;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The subscriptions that have not expired. */
public final class SubscriptionStore {
    private final Map<UUID, Subscription> subscriptions = new LinkedHashMap<>();
    private final Clock clock;

    public SubscriptionStore(Clock clock) {
        this.clock = clock;
    }

    /** Those that have not expired. */
    public synchronized List<Subscription> live() {
        subscriptions.values().removeIf(subscription -> !subscription.expires().isAfter(clock.instant()));
        return List.copyOf(subscriptions.values());
    }

    Optional<Subscription> find(String id) {
        return live().stream()
                .filter(subscription -> subscription.id().toString().equalsIgnoreCase(id))
                .findFirst();
    }

    synchronized void put(Subscription subscription) {
        subscriptions.put(subscription.id(), subscription);
    }

    /** Adds it unless another one asks for the same; then that one is the result. */
    synchronized Optional<Subscription> addUnlessDuplicate(Subscription subscription) {
        Optional<Subscription> other =
                live().stream().filter(subscription::asksTheSameAs).findFirst();
        if (other.isEmpty()) {
            put(subscription);
        }
        return other;
    }

    synchronized void remove(UUID id) {
        subscriptions.remove(id);
    }
}
