package io.photosync.subscription;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.Subscriptions;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.subscription.ClientStateRotation.Fresh;
import io.photosync.subscription.SubscriptionPlan.Sight;
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

/** Carries out the plan, one look at a time, for as long as this replica leads. One thread looks. */
final class SubscriptionReconciler {
    private static final Logger LOG = Logger.getLogger(SubscriptionReconciler.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Of a subscription that was lost, a second one that was lost as well, and a third, no more are made for a while. */
    private static final int MOST_MADE = 3;

    private static final Duration WHILE = Duration.ofHours(1);

    private final Subscriptions subscriptions;
    private final Optional<DesiredSubscription> wanted;
    private final ClientStateRotation rotation;
    private final SubscriptionSchedule subscriptionSchedule;
    private final Clock clock;

    private int failures;
    /** Why what Graph lists is not to be believed, as of the last look. */
    private Optional<String> unreliable = Optional.empty();

    /** When the last ones were made, oldest first. */
    private final Deque<Instant> made = new ArrayDeque<>();

    private SubscriptionState state = new Starting();

    /** @param wanted empty where no subscription shall exist */
    SubscriptionReconciler(
            Subscriptions subscriptions,
            Optional<DesiredSubscription> wanted,
            ClientStateRotation rotation,
            SubscriptionSchedule subscriptionSchedule,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.wanted = wanted;
        this.rotation = rotation;
        this.subscriptionSchedule = subscriptionSchedule;
        this.clock = clock;
    }

    /** Goes on from what the leader before this one saw. */
    SubscriptionReconciler after(SubscriptionState before) {
        state = before;
        return this;
    }

    SubscriptionState state() {
        return state;
    }

    /** Whether the last look found or made all as it should be. */
    boolean content() {
        return failures == 0;
    }

    /**
     * Looks at what Graph has and puts it right.
     *
     * @param reauthorize whether Graph asked for it; to be asked again where this look fails
     * @return how long to wait before the next look
     */
    Duration look(boolean reauthorize) throws WriteFailedException, InterruptedException {
        try {
            Optional<GraphSubscription> current = putRight(reauthorize);
            rotation.settled(current);
            failures = 0;
            state = current.<SubscriptionState>map(one -> new Alive(one.id(), one.expires(), unreliable))
                    .orElseGet(Off::new);
            return subscriptionSchedule.look();
        } catch (MicrosoftCallException e) {
            return refused(e.failure());
        }
    }

    private Optional<GraphSubscription> putRight(boolean reauthorize)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        try {
            return carryOut(plan(reauthorize, Optional.empty()));
        } catch (MicrosoftCallException e) {
            if (e.failure().status() != CONFLICT) {
                throw e;
            }
            // Somebody was faster: a leader that was cut off, or an attempt of ours whose answer was lost.
            LOG.info("subscription exists already: looking again");
            return carryOut(plan(reauthorize, named(e.failure())));
        }
    }

    /** "Subscription Id … already exists for the requested combination." */
    private static Optional<String> named(Failure conflict) {
        Matcher id = ID.matcher(conflict.detail());
        return id.find() ? Optional.of(id.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** @param inTheWay the id of one that Graph has named as being in the way */
    private SubscriptionPlan plan(boolean reauthorize, Optional<String> inTheWay)
            throws MicrosoftCallException, InterruptedException {
        Set<String> known = new HashSet<>(rotation.kept().subscriptions());
        inTheWay.ifPresent(known::add);
        if (state instanceof Alive(String id, Instant until, Optional<String> trouble)) {
            known.add(id);
        }
        ObservedSubscriptions observedSubscriptions =
                ObservedSubscriptions.read(subscriptions, known, clock.instant(), ask());
        tell(observedSubscriptions.unreliable());
        Sight sight =
                new Sight(observedSubscriptions.subscriptions(), rotation.kept(), rotation::serves, clock.instant());
        return wanted.map(one -> SubscriptionPlan.of(sight, one, reauthorize, subscriptionSchedule.life()))
                .orElseGet(() -> SubscriptionPlan.ofNone(sight));
    }

    private void tell(Optional<String> why) {
        if (!why.equals(unreliable)) {
            LOG.warnf("subscriptions %s", why.orElse("listed as they should be again"));
        }
        unreliable = why;
    }

    private Optional<GraphSubscription> carryOut(SubscriptionPlan plan)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        for (GraphSubscription surplus : plan.surplus()) {
            delete(surplus, "surplus");
        }
        return switch (plan.step()) {
            case ReconcileStep.Absent absent -> Optional.empty();
            case ReconcileStep.Create create -> Optional.of(createAnew());
            case ReconcileStep.Replace replace -> Optional.of(replace(replace));
            case ReconcileStep.Renew renew -> Optional.of(renew(renew.current()));
            case ReconcileStep.Reauthorize reauthorize -> {
                subscriptions.reauthorize(reauthorize.current().id(), ask());
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

    /** The new one stands beside the old one before that goes, so that no change falls between them. */
    private GraphSubscription replace(ReconcileStep.Replace step)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        String why = "its client state, its address or its way is not the wanted one";
        try {
            GraphSubscription created = create(step.changeTypes());
            delete(step.old(), why);
            return created;
        } catch (MicrosoftCallException e) {
            if (e.failure().status() != CONFLICT) {
                throw e;
            }
            // Graph takes them for the same after all: the sweep finds what changes in the second between.
            delete(step.old(), why);
            return createAnew();
        }
    }

    private GraphSubscription createAnew() throws MicrosoftCallException, WriteFailedException, InterruptedException {
        if (state instanceof Alive) {
            // Graph does not know it any more, or we have just deleted it.
            state = new Starting();
        }
        refuseOneMoreOfMany();
        return create(DesiredSubscription.FIRST_PLACE);
    }

    /** Whatever Graph says of those that we made: one every few minutes is a sign that it is not to be believed. */
    private void refuseOneMoreOfMany() throws MicrosoftCallException {
        Instant now = clock.instant();
        made.removeIf(at -> !at.plus(WHILE).isAfter(now));
        if (made.size() >= MOST_MADE) {
            throw new MicrosoftCallException(Failure.unreadable(
                            MicrosoftService.GRAPH,
                            "subscriptions-vanish",
                            ObservedSubscriptions.UNRELIABLE
                                    + "%d subscriptions were made since %s, and Graph knows none of them"
                                            .formatted(made.size(), made.getFirst()))
                    .askingFor(Optional.of(Duration.between(now, made.getFirst().plus(WHILE)))));
        }
    }

    private GraphSubscription create(Set<String> changeTypes)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Fresh fresh = rotation.next();
        GraphSubscription created = subscriptions.create(target().until(newEnd(), changeTypes, fresh), ask());
        rotation.made(fresh, created, target().notificationUrl().toString());
        made.addLast(clock.instant());
        log("created", created);
        return created;
    }

    private GraphSubscription renew(GraphSubscription current) throws MicrosoftCallException, InterruptedException {
        GraphSubscription renewed = subscriptions.renew(current.id(), newEnd(), ask());
        log("renewed", renewed);
        return renewed;
    }

    private void delete(GraphSubscription one, String why) throws MicrosoftCallException, InterruptedException {
        try {
            subscriptions.delete(one.id(), ask());
            LOG.infof("subscription deleted id=%s reason=\"%s\" url=%s", one.id(), why, url(one));
        } catch (MicrosoftCallException e) {
            if (e.failure().status() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private DesiredSubscription target() {
        return wanted.orElseThrow();
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
        Duration wait = subscriptionSchedule.retry(failures);
        if (failure.retryAfter().isPresent() && failure.retryAfter().get().compareTo(wait) > 0) {
            wait = failure.retryAfter().get();
        }
        state = state.failed(why(failure), failure.status() == NOT_FOUND, now, now.plus(wait));
        LOG.warnf("subscription refused tries=%d nextInSeconds=%d failure=\"%s\"", failures, wait.toSeconds(), failure);
        return wait;
    }

    private String why(Failure failure) {
        return failure.status() == CONFLICT
                ? ObservedSubscriptions.UNRELIABLE + "Graph has a subscription that it does not list: " + failure
                : unreliable.map(list -> list + "; " + failure).orElseGet(failure::toString);
    }

    private Instant newEnd() {
        return clock.instant().plus(subscriptionSchedule.life());
    }

    private CallContext ask() {
        return CallContext.within(Priority.CONTROL, PATIENCE, clock);
    }
}
