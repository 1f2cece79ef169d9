package io.photosync.subscription;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.Subscriptions;
import io.photosync.kafka.WriteFailedException;
import io.photosync.subscription.ClientStateRotation.Fresh;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;

/** The reconciler's requests to Graph; each change is logged once. */
final class SubscriptionRequests {
    private static final Logger LOG = Logger.getLogger(SubscriptionRequests.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int NOT_FOUND = 404;

    private final Subscriptions subscriptions;
    private final ClientStateRotation rotation;
    private final Duration life;
    private final Clock clock;

    /** @param life of a subscription that is created or renewed */
    SubscriptionRequests(Subscriptions subscriptions, ClientStateRotation rotation, Duration life, Clock clock) {
        this.subscriptions = subscriptions;
        this.rotation = rotation;
        this.life = life;
        this.clock = clock;
    }

    /** @param known ids of subscriptions that we created or that Graph has named */
    ObservedSubscriptions observe(Set<String> known) throws MicrosoftCallException, InterruptedException {
        return ObservedSubscriptions.read(subscriptions, known, clock.instant(), callContext());
    }

    /** Creates it with a client state that is stored before, so that its first notification is accepted. */
    GraphSubscription create(DesiredSubscription desired, Set<String> changeTypes)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Fresh fresh = rotation.next();
        GraphSubscription created = subscriptions.create(desired.until(newExpiry(), changeTypes, fresh), callContext());
        rotation.made(fresh, created, desired.notificationUrl().toString());
        log("created", created);
        return created;
    }

    GraphSubscription renew(GraphSubscription current) throws MicrosoftCallException, InterruptedException {
        GraphSubscription renewed = subscriptions.renew(current.id(), newExpiry(), callContext());
        log("renewed", renewed);
        return renewed;
    }

    void reauthorize(GraphSubscription current) throws MicrosoftCallException, InterruptedException {
        subscriptions.reauthorize(current.id(), callContext());
        log("reauthorized", current);
    }

    /** No failure if it does not exist. */
    void delete(GraphSubscription one, String why) throws MicrosoftCallException, InterruptedException {
        try {
            subscriptions.delete(one.id(), callContext());
            LOG.infof("subscription deleted id=%s reason=\"%s\" url=%s", one.id(), why, url(one));
        } catch (MicrosoftCallException e) {
            if (e.failure().status() != NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Logs a decision about a subscription. */
    static void log(String decision, GraphSubscription one) {
        LOG.infof("subscription %s id=%s until=%s url=%s", decision, one.id(), one.expires(), url(one));
    }

    private static String url(GraphSubscription one) {
        return one.notificationUrl().map(URI::toString).orElse("none");
    }

    private Instant newExpiry() {
        return clock.instant().plus(life);
    }

    private CallContext callContext() {
        return CallContext.within(Priority.CONTROL, PATIENCE, clock);
    }
}
