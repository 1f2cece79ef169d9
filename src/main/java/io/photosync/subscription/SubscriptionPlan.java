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
 * Decides, from what Graph lists, what is to be done.
 *
 * @param surplus subscriptions of ours beside the one, to be deleted first
 */
record SubscriptionPlan(List<GraphSubscription> surplus, ReconcileStep step) {

    /**
     * What is at Graph, and what we know of it.
     *
     * @param serves whether a client state is still the one that it should be
     */
    record Sight(List<GraphSubscription> listed, AcceptedClientStates kept, Predicate<Kept> serves, Instant now) {

        /** Made by us, for whatever way, change types and client state. */
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

    /** No subscription is wanted: those of ours go. */
    static SubscriptionPlan ofNone(Sight sight) {
        return new SubscriptionPlan(
                sight.listed().stream().filter(sight::isOurs).toList(), new ReconcileStep.Absent());
    }

    /** @param life for how long a subscription is asked for */
    static SubscriptionPlan of(Sight sight, DesiredSubscription wanted, boolean reauthorizationAsked, Duration life) {
        Optional<GraphSubscription> current = sight.listed().stream()
                .filter(one -> sight.isOurs(one) || DesiredSubscription.takesThePlace(one))
                .filter(one -> one.expires().isAfter(sight.now()))
                .max(Comparator.<GraphSubscription, Boolean>comparing(sight::sendsOurState)
                        .thenComparing(one -> sight.callsHere(one, wanted))
                        .thenComparing(DesiredSubscription::takesThePlace)
                        .thenComparing(GraphSubscription::expires));
        List<GraphSubscription> surplus = sight.listed().stream()
                .filter(sight::isOurs)
                .filter(one -> !current.equals(Optional.of(one)))
                .toList();
        ReconcileStep step = current.map(one -> keep(one, sight, wanted, reauthorizationAsked, life))
                .orElseGet(ReconcileStep.Create::new);
        return new SubscriptionPlan(surplus, step);
    }

    private static ReconcileStep keep(
            GraphSubscription current, Sight sight, DesiredSubscription wanted, boolean reauthorize, Duration life) {
        if (!sight.sendsOurState(current) || !sight.callsHere(current, wanted)) {
            return replace(current);
        }
        Duration left = Duration.between(sight.now(), current.expires());
        if (left.compareTo(life.dividedBy(3).multipliedBy(2)) <= 0) {
            return new ReconcileStep.Renew(current);
        }
        return reauthorize ? new ReconcileStep.Reauthorize(current) : new ReconcileStep.Nothing(current);
    }

    private static ReconcileStep replace(GraphSubscription old) {
        Set<String> other = old.changeTypes().equals(DesiredSubscription.FIRST_PLACE)
                ? DesiredSubscription.SECOND_PLACE
                : DesiredSubscription.FIRST_PLACE;
        return new ReconcileStep.Replace(old, other);
    }
}
