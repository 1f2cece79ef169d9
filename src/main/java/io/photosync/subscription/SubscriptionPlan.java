package io.photosync.subscription;

import io.photosync.exchange.GraphSubscription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides, from what Graph lists, what is to be done.
 *
 * @param surplus subscriptions of ours beside the one, to be deleted first
 */
record SubscriptionPlan(List<GraphSubscription> surplus, PlanStep step) {

    /** @param life for how long a subscription is asked for */
    static SubscriptionPlan of(
            List<GraphSubscription> listed,
            WantedSubscription wanted,
            boolean reauthorizationAsked,
            Duration life,
            Instant now) {
        Optional<GraphSubscription> current = listed.stream()
                .filter(wanted::takesThePlaceOf)
                .filter(one -> one.expires().isAfter(now))
                .max(Comparator.comparing(wanted::sharesClientState).thenComparing(GraphSubscription::expires));
        List<GraphSubscription> surplus = listed.stream()
                .filter(wanted::isOurs)
                .filter(one -> !current.equals(Optional.of(one)))
                .toList();
        PlanStep step = current.map(one -> keep(one, wanted, reauthorizationAsked, life, now))
                .orElseGet(PlanStep.Create::new);
        return new SubscriptionPlan(surplus, step);
    }

    private static PlanStep keep(
            GraphSubscription current, WantedSubscription wanted, boolean reauthorize, Duration life, Instant now) {
        if (!wanted.sharesClientState(current)) {
            return new PlanStep.Replace(current);
        }
        if (!current.notificationUrl().equals(Optional.<URI>of(wanted.notificationUrl()))) {
            return new PlanStep.PatchUrl(current);
        }
        Duration left = Duration.between(now, current.expires());
        if (left.compareTo(life.dividedBy(3).multipliedBy(2)) <= 0) {
            return new PlanStep.Renew(current);
        }
        return reauthorize ? new PlanStep.Reauthorize(current) : new PlanStep.Nothing(current);
    }
}
