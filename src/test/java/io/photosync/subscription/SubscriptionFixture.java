package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.call.Backoff;
import io.photosync.graph.GraphRoom;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.Subscriptions;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.graph.SubscriptionListing;
import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A tenant, a webhook that Graph can validate, and reconcilers that share their client states. */
final class SubscriptionFixture implements AutoCloseable {
    static final Duration LIFE = Duration.ofDays(9);
    static final SubscriptionSchedule SCHEDULE = new SubscriptionSchedule(
            LIFE, Duration.ofMinutes(3), new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5)));

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final GraphRoom graph = GraphRoom.in(sandbox);
    private final Subscriptions subscriptions = graph.subscriptions();
    private MovableClock clock;
    private InMemoryClientStates store;
    private StubWebhook webhook;

    void open() throws Exception {
        clock = new MovableClock(Instant.now());
        store = new InMemoryClientStates();
        webhook = new StubWebhook();
    }

    void clear() throws Exception {
        sandbox.troubles().faults().remove(fault -> true);
        sandbox.switches().setSubscriptionListing(SubscriptionListing.WHOLE);
        sandbox.switches().setDuplicateSubscriptions(false);
        for (GraphSubscription left : subscriptions.list(GraphRoom.ask()).subscriptions()) {
            subscriptions.delete(left.id(), GraphRoom.ask());
        }
        webhook.close();
    }

    /** Loses all stored client states. */
    void forget() {
        store = new InMemoryClientStates();
    }

    SubscriptionReconciler reconciler(String publicUrl, String clientState) {
        return reconciler(Optional.of(DesiredSubscription.atWebhook(publicUrl)), Optional.of(clientState));
    }

    SubscriptionReconciler reconciler(Optional<DesiredSubscription> wanted, Optional<String> clientState) {
        return new SubscriptionReconciler(
                subscriptions, wanted, new ClientStateRotation(clientState, store, clock), SCHEDULE, clock);
    }

    GraphSubscription theOnly() throws Exception {
        List<GraphSubscription> all = subscriptions.list(GraphRoom.ask()).subscriptions();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    boolean accepted(String state) {
        return store.kept().accepts(state, clock.instant());
    }

    long requests() {
        return sandbox.troubles().counters().of(Service.GRAPH).requests();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    MovableClock clock() {
        return clock;
    }

    StubWebhook webhook() {
        return webhook;
    }

    @Override
    public void close() {
        graph.close();
        sandbox.close();
    }
}
