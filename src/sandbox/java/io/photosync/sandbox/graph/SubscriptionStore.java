package io.photosync.sandbox.graph;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Adds it unless an equal one exists; then that one is returned. */
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

    /** All of them in types of the JDK: what outlives a live reload. */
    public List<List<Object>> memory() {
        return live().stream()
                .map(subscription -> List.<Object>of(
                        subscription.id(),
                        subscription.resource(),
                        subscription.changeTypes(),
                        subscription.notificationUrl(),
                        subscription.lifecycleNotificationUrl(),
                        subscription.clientState(),
                        subscription.expires()))
                .toList();
    }

    /** Restores what {@link #memory} returned. */
    @SuppressWarnings("unchecked")
    public void recall(List<List<Object>> memory) {
        memory.forEach(known -> put(new Subscription(
                (UUID) known.get(0),
                (String) known.get(1),
                (Set<String>) known.get(2),
                (String) known.get(3),
                (Optional<String>) known.get(4),
                (Optional<String>) known.get(5),
                (Instant) known.get(6))));
    }
}
