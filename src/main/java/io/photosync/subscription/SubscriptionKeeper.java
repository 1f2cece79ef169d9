package io.photosync.subscription;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Priority;
import io.photosync.exchange.GraphSubscription;
import io.photosync.exchange.Subscriptions;
import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.subscription.SubscriptionState.Refused;
import io.photosync.subscription.SubscriptionState.Starting;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Carries out the plan, one look at a time. One thread looks; others may read the state and ask. */
final class SubscriptionKeeper {
    private static final Logger LOG = Logger.getLogger(SubscriptionKeeper.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Subscriptions subscriptions;
    private final ClientStates clientStates;
    private final WantedSubscription wanted;
    private final Rhythm rhythm;
    private final Clock clock;

    private final AtomicBoolean reauthorizationAsked = new AtomicBoolean();
    private int failures;
    private volatile SubscriptionState state = new Starting();

    SubscriptionKeeper(
            Subscriptions subscriptions, ClientStates clientStates, String publicUrl, Rhythm rhythm, Clock clock) {
        this.subscriptions = subscriptions;
        this.clientStates = clientStates;
        this.wanted = WantedSubscription.at(publicUrl, clientStates.fingerprint());
        this.rhythm = rhythm;
        this.clock = clock;
    }

    SubscriptionState state() {
        return state;
    }

    /** Answered by the next look, by the one after it where that fails. */
    void askReauthorization() {
        reauthorizationAsked.set(true);
    }

    /**
     * Looks at what Graph has and puts it right.
     *
     * @return how long to wait before the next look
     */
    Duration look() throws InterruptedException {
        boolean reauthorize = reauthorizationAsked.getAndSet(false);
        try {
            GraphSubscription current = putRight(reauthorize);
            failures = 0;
            state = new Alive(current.id(), current.expires(), Optional.empty());
            return rhythm.look();
        } catch (CallFailed e) {
            if (reauthorize) {
                askReauthorization();
            }
            return refused(e.failure());
        }
    }

    private GraphSubscription putRight(boolean reauthorize) throws CallFailed, InterruptedException {
        try {
            return carryOut(plan(reauthorize));
        } catch (CallFailed e) {
            if (e.failure().status() != 409) {
                throw e;
            }
            // Somebody was faster, another replica as a rule: theirs is as good.
            LOG.info("subscription exists already: looking again");
            return carryOut(plan(reauthorize));
        }
    }

    private SubscriptionPlan plan(boolean reauthorize) throws CallFailed, InterruptedException {
        return SubscriptionPlan.of(subscriptions.list(ask()), wanted, reauthorize, rhythm.life(), clock.instant());
    }

    private GraphSubscription carryOut(SubscriptionPlan plan) throws CallFailed, InterruptedException {
        for (GraphSubscription surplus : plan.surplus()) {
            delete(surplus, "surplus");
        }
        return switch (plan.step()) {
            case PlanStep.Create create -> create();
            case PlanStep.Replace replace -> {
                delete(replace.old(), "its client state is not ours");
                yield create();
            }
            case PlanStep.PatchUrl patch -> renew(patch.current(), Optional.of(wanted.notificationUrl()));
            case PlanStep.Renew renew -> renew(renew.current(), Optional.empty());
            case PlanStep.Reauthorize reauthorize -> {
                subscriptions.reauthorize(reauthorize.current().id(), ask());
                log("reauthorized", reauthorize.current());
                yield reauthorize.current();
            }
            case PlanStep.Nothing nothing -> {
                if (!(state instanceof Alive)) {
                    log("adopted", nothing.current());
                }
                yield nothing.current();
            }
        };
    }

    private GraphSubscription create() throws CallFailed, InterruptedException {
        if (state instanceof Alive) {
            // Graph does not list it any more, or we have just deleted it.
            state = new Starting();
        }
        GraphSubscription created = subscriptions.create(wanted.until(newEnd(), clientStates.current()), ask());
        log("created", created);
        return created;
    }

    private GraphSubscription renew(GraphSubscription current, Optional<URI> url)
            throws CallFailed, InterruptedException {
        GraphSubscription renewed = subscriptions.renew(current.id(), newEnd(), url, ask());
        log("renewed", renewed);
        return renewed;
    }

    private void delete(GraphSubscription one, String why) throws CallFailed, InterruptedException {
        try {
            subscriptions.delete(one.id(), ask());
            LOG.infof("subscription deleted id=%s reason=\"%s\" url=%s", one.id(), why, url(one));
        } catch (CallFailed e) {
            if (e.failure().status() != 404) {
                throw e;
            }
        }
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
        Duration wait = rhythm.retry(failures);
        if (failure.retryAfter().isPresent() && failure.retryAfter().get().compareTo(wait) > 0) {
            wait = failure.retryAfter().get();
        }
        state = switch (state) {
            case Alive alive
            when alive.until().isAfter(now) && failure.status() != 404 ->
                new Alive(alive.id(), alive.until(), Optional.of(failure.toString()));
            case Refused refused -> new Refused(failure.toString(), refused.since(), now.plus(wait));
            case Alive alive -> new Refused(failure.toString(), now, now.plus(wait));
            case Starting starting -> new Refused(failure.toString(), now, now.plus(wait));
            case SubscriptionState.Off off -> new Refused(failure.toString(), now, now.plus(wait));
        };
        LOG.warnf("subscription refused tries=%d nextInSeconds=%d failure=\"%s\"", failures, wait.toSeconds(), failure);
        return wait;
    }

    private Instant newEnd() {
        return clock.instant().plus(rhythm.life());
    }

    private Ask ask() {
        return new Ask(Priority.CONTROL, clock.instant().plus(PATIENCE));
    }
}
