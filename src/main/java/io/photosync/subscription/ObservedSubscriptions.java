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
 * What there is at Graph: what it lists, and whom of those that we know by id it does not list and yet has. There are reports of
 * lists that are empty, without end or of expired subscriptions only, for hours, while subscriptions could be read by id, so that
 * none is gone before it was asked for by its id.
 *
 * @param subscriptions each once, as Graph knows it by id where it was asked so
 * @param unreliable why the list is not to be believed
 */
record ObservedSubscriptions(List<GraphSubscription> subscriptions, Optional<String> unreliable) {
    static final String UNRELIABLE = "list unreliable: ";

    /** @param known ids of subscriptions that we made or that Graph has named */
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
                why = why.or(() -> Optional.of("it does not show subscription " + id + ", which lives by its id"));
            }
        }
        return new ObservedSubscriptions(List.copyOf(byId.values()), why.map(UNRELIABLE::concat));
    }

    private static boolean lives(Optional<GraphSubscription> one, Instant now) {
        return one.filter(there -> there.expires().isAfter(now)).isPresent();
    }
}
