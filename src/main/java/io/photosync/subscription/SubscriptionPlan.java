package io.photosync.subscription;

import io.photosync.exchange.GraphSubscription;
import io.photosync.subscription.KeptStates.Kept;
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
record SubscriptionPlan(List<GraphSubscription> surplus, PlanStep step) {

    /**
     * What is at Graph, and what we know of it.
     *
     * @param serves whether a client state is still the one that it should be
     */
    record Sight(List<GraphSubscription> listed, KeptStates kept, Predicate<Kept> serves, Instant now) {

        /** Made by us, for whatever way, change types and client state. */
        private boolean isOurs(GraphSubscription one) {
            return WantedSubscription.isUsers(one)
                    && (WantedSubscription.callsOurWebhook(one) || kept.of(one).isPresent());
        }

        private boolean sendsOurState(GraphSubscription one) {
            return isOurs(one) && kept.of(one).filter(serves).isPresent();
        }

        private boolean callsHere(GraphSubscription one, WantedSubscription wanted) {
            return kept.of(one).filter(state -> wanted.calledBy(one, state)).isPresent();
        }
    }

    /** No subscription is wanted: those of ours go. */
    static SubscriptionPlan ofNone(Sight sight) {
        return new SubscriptionPlan(
                sight.listed().stream().filter(sight::isOurs).toList(), new PlanStep.Absent());
    }

    /** @param life for how long a subscription is asked for */
    static SubscriptionPlan of(Sight sight, WantedSubscription wanted, boolean reauthorizationAsked, Duration life) {
        Optional<GraphSubscription> current = sight.listed().stream()
                .filter(one -> sight.isOurs(one) || WantedSubscription.takesThePlace(one))
                .filter(one -> one.expires().isAfter(sight.now()))
                .max(Comparator.<GraphSubscription, Boolean>comparing(sight::sendsOurState)
                        .thenComparing(one -> sight.callsHere(one, wanted))
                        .thenComparing(WantedSubscription::takesThePlace)
                        .thenComparing(GraphSubscription::expires));
        List<GraphSubscription> surplus = sight.listed().stream()
                .filter(sight::isOurs)
                .filter(one -> !current.equals(Optional.of(one)))
                .toList();
        PlanStep step = current.map(one -> keep(one, sight, wanted, reauthorizationAsked, life))
                .orElseGet(PlanStep.Create::new);
        return new SubscriptionPlan(surplus, step);
    }

    private static PlanStep keep(
            GraphSubscription current, Sight sight, WantedSubscription wanted, boolean reauthorize, Duration life) {
        if (!sight.sendsOurState(current) || !sight.callsHere(current, wanted)) {
            return replace(current);
        }
        Duration left = Duration.between(sight.now(), current.expires());
        if (left.compareTo(life.dividedBy(3).multipliedBy(2)) <= 0) {
            return new PlanStep.Renew(current);
        }
        return reauthorize ? new PlanStep.Reauthorize(current) : new PlanStep.Nothing(current);
    }

    private static PlanStep replace(GraphSubscription old) {
        Set<String> other = old.changeTypes().equals(WantedSubscription.FIRST_PLACE)
                ? WantedSubscription.SECOND_PLACE
                : WantedSubscription.FIRST_PLACE;
        return new PlanStep.Replace(old, other);
    }
}
