package io.photosync.subscription;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.Subscriptions;
import io.photosync.kafka.WriteFailedException;
import io.photosync.subscription.SubscriptionPlan.Observation;
import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.subscription.SubscriptionState.Off;
import io.photosync.subscription.SubscriptionState.Starting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reconciles the subscription at Graph with the desired one, as long as this replica leads. Not thread-safe: one thread
 * calls {@link #reconcile}.
 */
final class SubscriptionReconciler {
    private static final Logger LOG = Logger.getLogger(SubscriptionReconciler.class);
    private static final int NOT_FOUND = 404;

    private final SubscriptionRequests requests;
    private final Optional<DesiredSubscription> desired;
    private final ClientStateRotation rotation;
    private final SubscriptionSchedule subscriptionSchedule;
    private final CreationLimit creationLimit;
    private final Clock clock;

    private int failures;
    /** Why Graph's list is unreliable, as of the last reconciliation. */
    private Optional<String> unreliable = Optional.empty();

    private SubscriptionState state = new Starting();

    /** @param desired empty when no subscription should exist */
    SubscriptionReconciler(
            Subscriptions subscriptions,
            Optional<DesiredSubscription> desired,
            ClientStateRotation rotation,
            SubscriptionSchedule subscriptionSchedule,
            Clock clock) {
        this.requests = new SubscriptionRequests(subscriptions, rotation, subscriptionSchedule.life(), clock);
        this.desired = desired;
        this.rotation = rotation;
        this.subscriptionSchedule = subscriptionSchedule;
        this.creationLimit = new CreationLimit(clock);
        this.clock = clock;
    }

    /** Continues from the state of the former leader. */
    SubscriptionReconciler after(SubscriptionState before) {
        state = before;
        return this;
    }

    SubscriptionState state() {
        return state;
    }

    /** Whether the last reconciliation succeeded. */
    boolean succeeded() {
        return failures == 0;
    }

    /**
     * Reads the subscriptions at Graph and corrects them.
     *
     * @param reauthorize whether Graph requested it; pass it again after a failure
     * @return pause before the next call
     */
    Duration reconcile(boolean reauthorize) throws WriteFailedException, InterruptedException {
        try {
            Optional<GraphSubscription> current = correct(reauthorize);
            rotation.settled(current);
            failures = 0;
            state = current.<SubscriptionState>map(one -> new Alive(one.id(), one.expires(), unreliable))
                    .orElseGet(Off::new);
            return subscriptionSchedule.look();
        } catch (MicrosoftCallException e) {
            return refused(e.failure());
        }
    }

    private Optional<GraphSubscription> correct(boolean reauthorize)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        try {
            return apply(plan(reauthorize, Optional.empty()));
        } catch (MicrosoftCallException e) {
            SubscriptionConflict.require(e);
            // Created meanwhile: by a leader that was cut off, or by an attempt of ours whose answer was lost.
            LOG.info("subscription exists already, reading the list again");
            return apply(plan(reauthorize, SubscriptionConflict.id(e.failure())));
        }
    }

    /** @param conflicting id of a subscription that Graph named in a conflict */
    private SubscriptionPlan plan(boolean reauthorize, Optional<String> conflicting)
            throws MicrosoftCallException, InterruptedException {
        Set<String> known = new HashSet<>(rotation.kept().subscriptions());
        conflicting.ifPresent(known::add);
        if (state instanceof Alive(String id, Instant until, Optional<String> trouble)) {
            known.add(id);
        }
        ObservedSubscriptions observedSubscriptions = requests.observe(known);
        logChange(observedSubscriptions.unreliable());
        Observation observed = new Observation(
                observedSubscriptions.subscriptions(), rotation.kept(), rotation::serves, clock.instant());
        return desired.map(one -> SubscriptionPlan.of(observed, one, reauthorize, subscriptionSchedule.life()))
                .orElseGet(() -> SubscriptionPlan.ofNone(observed));
    }

    private void logChange(Optional<String> why) {
        if (!why.equals(unreliable)) {
            LOG.warnf("subscriptions %s", why.orElse("list reliable again"));
        }
        unreliable = why;
    }

    private Optional<GraphSubscription> apply(SubscriptionPlan plan)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        for (GraphSubscription surplus : plan.surplus()) {
            requests.delete(surplus, "surplus");
        }
        return switch (plan.step()) {
            case ReconcileStep.Absent absent -> Optional.empty();
            case ReconcileStep.Create create -> Optional.of(createFirst());
            case ReconcileStep.Replace replace -> Optional.of(replace(replace));
            case ReconcileStep.Renew renew -> Optional.of(requests.renew(renew.current()));
            case ReconcileStep.Reauthorize reauthorize -> {
                requests.reauthorize(reauthorize.current());
                yield Optional.of(reauthorize.current());
            }
            case ReconcileStep.Nothing nothing -> {
                if (!(state instanceof Alive)) {
                    SubscriptionRequests.log("adopted", nothing.current());
                }
                yield Optional.of(nothing.current());
            }
        };
    }

    /** Creates the new subscription before deleting the old one, so that no change is missed between them. */
    private GraphSubscription replace(ReconcileStep.Replace step)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        String why = "its client state, address or channel is not the desired one";
        try {
            GraphSubscription created = create(step.changeTypes());
            requests.delete(step.old(), why);
            return created;
        } catch (MicrosoftCallException e) {
            SubscriptionConflict.require(e);
            // Graph considers them equal: the sweep finds changes of the second in between.
            requests.delete(step.old(), why);
            return createFirst();
        }
    }

    private GraphSubscription createFirst() throws MicrosoftCallException, WriteFailedException, InterruptedException {
        if (state instanceof Alive) {
            // Graph no longer knows it, or we have just deleted it.
            state = new Starting();
        }
        creationLimit.check();
        return create(DesiredSubscription.PRIMARY_CHANGE_TYPES);
    }

    private GraphSubscription create(Set<String> changeTypes)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        GraphSubscription created = requests.create(desired.orElseThrow(), changeTypes);
        creationLimit.created();
        return created;
    }

    private Duration refused(Failure failure) {
        failures++;
        Instant now = clock.instant();
        Duration wait = subscriptionSchedule.retry().after(failures, failure.retryAfter());
        state = state.failed(why(failure), failure.status() == NOT_FOUND, now, now.plus(wait));
        LOG.warnf(
                "subscription refused attempt=%d nextInSeconds=%d failure=\"%s\"", failures, wait.toSeconds(), failure);
        return wait;
    }

    private String why(Failure failure) {
        return SubscriptionConflict.is(failure)
                ? ObservedSubscriptions.UNRELIABLE + "Graph has a subscription that it does not list: " + failure
                : unreliable.map(list -> list + "; " + failure).orElseGet(failure::toString);
    }
}
