package io.photosync.subscription;

import io.photosync.graph.GraphSubscription;
import io.photosync.subscription.AcceptedClientStates.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides the next step from the subscriptions that Graph lists.
 *
 * @param surplus subscriptions of ours beside the current one, to be deleted first
 */
record SubscriptionPlan(List<GraphSubscription> surplus, ReconcileStep step) {

    /**
     * The subscriptions at Graph, and our accepted client states.
     *
     * @param serves whether a client state is still the required one
     */
    record Observation(List<GraphSubscription> listed, AcceptedClientStates kept, Predicate<Kept> serves, Instant now) {

        /** Whether we created it, for any channel, change types and client state. */
        private boolean isOurs(GraphSubscription one) {
            return DesiredSubscription.isUsers(one)
                    && (DesiredSubscription.callsOurWebhook(one) || kept.of(one).isPresent());
        }

        private boolean sendsOurState(GraphSubscription one) {
            return isOurs(one) && kept.of(one).filter(serves).isPresent();
        }

        private boolean callsHere(GraphSubscription one, DesiredSubscription wanted) {
            return kept.of(one).filter(state -> wanted.calledBy(one, state)).isPresent();
        }
    }

    /** No subscription is desired: ours are deleted. */
    static SubscriptionPlan ofNone(Observation observed) {
        return new SubscriptionPlan(
                observed.listed().stream().filter(observed::isOurs).toList(), new ReconcileStep.Absent());
    }

    /**
     * @param reauthorize whether Graph requested it
     * @param life lifetime of a new subscription
     */
    static SubscriptionPlan of(Observation observed, DesiredSubscription wanted, boolean reauthorize, Duration life) {
        Optional<GraphSubscription> current = observed.listed().stream()
                .filter(one -> observed.isOurs(one) || DesiredSubscription.conflicts(one))
                .filter(one -> one.expires().isAfter(observed.now()))
                .max(Comparator.<GraphSubscription, Boolean>comparing(observed::sendsOurState)
                        .thenComparing(one -> observed.callsHere(one, wanted))
                        .thenComparing(DesiredSubscription::conflicts)
                        .thenComparing(GraphSubscription::expires));
        List<GraphSubscription> surplus = observed.listed().stream()
                .filter(observed::isOurs)
                .filter(one -> !current.equals(Optional.of(one)))
                .toList();
        ReconcileStep step = current.map(one -> keep(one, observed, wanted, reauthorize, life))
                .orElseGet(ReconcileStep.Create::new);
        return new SubscriptionPlan(surplus, step);
    }

    private static ReconcileStep keep(
            GraphSubscription current,
            Observation observed,
            DesiredSubscription wanted,
            boolean reauthorize,
            Duration life) {
        if (!observed.sendsOurState(current) || !observed.callsHere(current, wanted)) {
            return replace(current);
        }
        Duration left = Duration.between(observed.now(), current.expires());
        if (left.compareTo(life.dividedBy(3).multipliedBy(2)) <= 0) {
            return new ReconcileStep.Renew(current);
        }
        return reauthorize ? new ReconcileStep.Reauthorize(current) : new ReconcileStep.Nothing(current);
    }

    private static ReconcileStep replace(GraphSubscription old) {
        Set<String> other = old.changeTypes().equals(DesiredSubscription.PRIMARY_CHANGE_TYPES)
                ? DesiredSubscription.ALTERNATE_CHANGE_TYPES
                : DesiredSubscription.PRIMARY_CHANGE_TYPES;
        return new ReconcileStep.Replace(old, other);
    }
}
