package io.photosync.subscription;

import io.photosync.graph.Subscriptions;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.subscription.SubscriptionState.Off;
import io.photosync.subscription.SubscriptionState.Starting;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reconciles the subscription while this replica leads, and reports its state on every replica. */
@ApplicationScoped
public class SubscriptionTask implements LeaderTask {
    private static final Duration LISTENER_TIMEOUT = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 250;

    private final Subscriptions subscriptions;
    private final NotificationChannel notificationChannel;
    private final ClientStates clientStates;
    private final SubscriptionStore store;
    private final Clock clock;
    private final CountDownLatch listening = new CountDownLatch(1);

    public SubscriptionTask(
            Subscriptions subscriptions,
            NotificationChannel notificationChannel,
            ClientStates clientStates,
            SubscriptionStore store,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.notificationChannel = notificationChannel;
        this.clientStates = clientStates;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "subscription-care";
    }

    /** State as the leader last saw it; never blocks. */
    public SubscriptionState state() {
        SubscriptionState last = store.current().state();
        return switch (notificationChannel.mode()) {
            case NONE -> last;
            case WEBHOOK, EVENT_HUB -> last instanceof Off ? new Starting() : last;
        };
    }

    /** Records Graph's request, on any replica. Requests before the next reconciliation are merged into one. */
    public void reauthorizationRequested() {
        store.requestReauthorization();
    }

    /** Graph validates our address while it creates the subscription, so the listener must be up first. */
    void onHttp(@ObservesAsync HttpServerStart started) {
        listening.countDown();
    }

    void onHttps(@ObservesAsync HttpsServerStart started) {
        listening.countDown();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        if (!listening.await(LISTENER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            // A live reload keeps the former application's listener and fires no event.
            listening.countDown();
        }
        SubscriptionRecord record = store.current();
        SubscriptionReconciler reconciler = new SubscriptionReconciler(
                        subscriptions,
                        notificationChannel.desired(),
                        new ClientStateRotation(clientStates.required(), store.states(leaderTerm), clock),
                        SubscriptionSchedule.DEFAULT,
                        clock)
                .after(record.state());
        while (true) {
            Optional<Instant> requested = store.requestedAt();
            // Compared by equality, since the clocks of two replicas may differ.
            Duration wait = reconciler.reconcile(!requested.equals(record.answered()));
            record = SubscriptionRecord.of(reconciler.state(), reconciler.succeeded() ? requested : record.answered());
            if (!record.equals(store.current())) {
                leaderTerm.write(StateKey.SUBSCRIPTION, record);
            }
            awaitRequest(requested, clock.instant().plus(wait));
        }
    }

    private void awaitRequest(Optional<Instant> requested, Instant next) throws InterruptedException {
        while (clock.instant().isBefore(next) && store.requestedAt().equals(requested)) {
            Thread.sleep(TICK_MILLIS);
        }
    }
}
