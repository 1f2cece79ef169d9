package io.photosync.subscription;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.SubscriptionList;
import io.photosync.graph.Subscriptions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The subscriptions at Graph: those listed, and those that are not listed but exist by id. Lists have been reported
 * that are empty, endless or full of expired subscriptions for hours, while the subscriptions could be read by id; so a
 * subscription counts as gone only after a request by id.
 *
 * @param subscriptions each once, as read by id if that was necessary
 * @param unreliable why the list is unreliable, if it is
 */
record ObservedSubscriptions(List<GraphSubscription> subscriptions, Optional<String> unreliable) {
    static final String UNRELIABLE = "list unreliable: ";

    /** @param known ids of subscriptions that we created or that Graph has named */
    static ObservedSubscriptions read(Subscriptions graph, Set<String> known, Instant now, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        SubscriptionList list = graph.list(callContext);
        Map<String, GraphSubscription> byId = new LinkedHashMap<>();
        list.subscriptions().forEach(one -> byId.put(one.id(), one));
        Set<String> inDoubt = new LinkedHashSet<>(known);
        list.subscriptions().stream()
                .filter(DesiredSubscription::isUsers)
                .map(GraphSubscription::id)
                .forEach(inDoubt::add);
        inDoubt.removeIf(id -> lives(Optional.ofNullable(byId.get(id)), now));
        Optional<String> why = list.endless();
        for (String id : inDoubt) {
            Optional<GraphSubscription> there = graph.find(id, callContext);
            there.ifPresentOrElse(one -> byId.put(id, one), () -> byId.remove(id));
            if (lives(there, now)) {
                why = why.or(() -> Optional.of("it omits subscription " + id + ", which exists by id"));
            }
        }
        return new ObservedSubscriptions(List.copyOf(byId.values()), why.map(UNRELIABLE::concat));
    }

    private static boolean lives(Optional<GraphSubscription> one, Instant now) {
        return one.filter(there -> there.expires().isAfter(now)).isPresent();
    }
}
