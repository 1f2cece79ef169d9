package io.photosync.subscription;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.Subscriptions;
import io.photosync.kafka.WriteFailedException;
import io.photosync.subscription.ClientStateRotation.Fresh;
import io.photosync.subscription.SubscriptionPlan.Observation;
import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.subscription.SubscriptionState.Off;
import io.photosync.subscription.SubscriptionState.Starting;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Reconciles the subscription at Graph with the desired one, as long as this replica leads. Not thread-safe: one thread
 * calls {@link #reconcile}.
 */
final class SubscriptionReconciler {
    private static final Logger LOG = Logger.getLogger(SubscriptionReconciler.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * Subscriptions created within {@link #CREATED_WITHIN}; when so many were lost, no more are created for a while.
     */
    private static final int MAX_CREATED = 3;

    private static final Duration CREATED_WITHIN = Duration.ofHours(1);

    private final Subscriptions subscriptions;
    private final Optional<DesiredSubscription> desired;
    private final ClientStateRotation rotation;
    private final SubscriptionSchedule subscriptionSchedule;
    private final Clock clock;

    private int failures;
    /** Why Graph's list is unreliable, as of the last reconciliation. */
    private Optional<String> unreliable = Optional.empty();

    /** Times of the last creations, oldest first. */
    private final Deque<Instant> creations = new ArrayDeque<>();

    private SubscriptionState state = new Starting();

    /** @param desired empty when no subscription should exist */
    SubscriptionReconciler(
            Subscriptions subscriptions,
            Optional<DesiredSubscription> desired,
            ClientStateRotation rotation,
            SubscriptionSchedule subscriptionSchedule,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.desired = desired;
        this.rotation = rotation;
        this.subscriptionSchedule = subscriptionSchedule;
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
            if (e.failure().status() != CONFLICT) {
                throw e;
            }
            // Created meanwhile: by a leader that was cut off, or by an attempt of ours whose answer was lost.
            LOG.info("subscription exists already, reading the list again");
            return apply(plan(reauthorize, named(e.failure())));
        }
    }

    /** "Subscription Id … already exists for the requested combination." */
    private static Optional<String> named(Failure conflict) {
        Matcher id = ID.matcher(conflict.detail());
        return id.find() ? Optional.of(id.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** @param conflicting id of a subscription that Graph named in a conflict */
    private SubscriptionPlan plan(boolean reauthorize, Optional<String> conflicting)
            throws MicrosoftCallException, InterruptedException {
        Set<String> known = new HashSet<>(rotation.kept().subscriptions());
        conflicting.ifPresent(known::add);
        if (state instanceof Alive(String id, Instant until, Optional<String> trouble)) {
            known.add(id);
        }
        ObservedSubscriptions observedSubscriptions =
                ObservedSubscriptions.read(subscriptions, known, clock.instant(), callContext());
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
            delete(surplus, "surplus");
        }
        return switch (plan.step()) {
            case ReconcileStep.Absent absent -> Optional.empty();
            case ReconcileStep.Create create -> Optional.of(createFirst());
            case ReconcileStep.Replace replace -> Optional.of(replace(replace));
            case ReconcileStep.Renew renew -> Optional.of(renew(renew.current()));
            case ReconcileStep.Reauthorize reauthorize -> {
                subscriptions.reauthorize(reauthorize.current().id(), callContext());
                log("reauthorized", reauthorize.current());
                yield Optional.of(reauthorize.current());
            }
            case ReconcileStep.Nothing nothing -> {
                if (!(state instanceof Alive)) {
                    log("adopted", nothing.current());
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
            delete(step.old(), why);
            return created;
        } catch (MicrosoftCallException e) {
            if (e.failure().status() != CONFLICT) {
                throw e;
            }
            // Graph considers them equal: the sweep finds changes of the second in between.
            delete(step.old(), why);
            return createFirst();
        }
    }

    private GraphSubscription createFirst() throws MicrosoftCallException, WriteFailedException, InterruptedException {
        if (state instanceof Alive) {
            // Graph no longer knows it, or we have just deleted it.
            state = new Starting();
        }
        limitCreations();
        return create(DesiredSubscription.PRIMARY_CHANGE_TYPES);
    }

    /** Repeated creation within a short time means that Graph's answers are unreliable. */
    private void limitCreations() throws MicrosoftCallException {
        Instant now = clock.instant();
        creations.removeIf(at -> !at.plus(CREATED_WITHIN).isAfter(now));
        if (creations.size() >= MAX_CREATED) {
            throw new MicrosoftCallException(Failure.unreadable(
                            MicrosoftService.GRAPH,
                            "subscriptions-vanish",
                            ObservedSubscriptions.UNRELIABLE
                                    + "%d subscriptions were created since %s, and Graph knows none of them"
                                            .formatted(creations.size(), creations.getFirst()))
                    .askingFor(Optional.of(
                            Duration.between(now, creations.getFirst().plus(CREATED_WITHIN)))));
        }
    }

    private GraphSubscription create(Set<String> changeTypes)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Fresh fresh = rotation.next();
        GraphSubscription created =
                subscriptions.create(required().until(newExpiry(), changeTypes, fresh), callContext());
        rotation.made(fresh, created, required().notificationUrl().toString());
        creations.addLast(clock.instant());
        log("created", created);
        return created;
    }

    private GraphSubscription renew(GraphSubscription current) throws MicrosoftCallException, InterruptedException {
        GraphSubscription renewed = subscriptions.renew(current.id(), newExpiry(), callContext());
        log("renewed", renewed);
        return renewed;
    }

    private void delete(GraphSubscription one, String why) throws MicrosoftCallException, InterruptedException {
        try {
            subscriptions.delete(one.id(), callContext());
            LOG.infof("subscription deleted id=%s reason=\"%s\" url=%s", one.id(), why, url(one));
        } catch (MicrosoftCallException e) {
            if (e.failure().status() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private DesiredSubscription required() {
        return desired.orElseThrow();
    }

    private static void log(String decision, GraphSubscription one) {
        LOG.infof("subscription %s id=%s until=%s url=%s", decision, one.id(), one.expires(), url(one));
    }

    private static String url(GraphSubscription one) {
        return one.notificationUrl().map(URI::toString).orElse("none");
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
        return failure.status() == CONFLICT
                ? ObservedSubscriptions.UNRELIABLE + "Graph has a subscription that it does not list: " + failure
                : unreliable.map(list -> list + "; " + failure).orElseGet(failure::toString);
    }

    private Instant newExpiry() {
        return clock.instant().plus(subscriptionSchedule.life());
    }

    private CallContext callContext() {
        return CallContext.within(Priority.CONTROL, PATIENCE, clock);
    }
}
