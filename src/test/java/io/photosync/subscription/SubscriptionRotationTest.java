package io.photosync.subscription;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.graph.GraphRoom;
import io.photosync.graph.GraphSubscription;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Tenant;
import io.photosync.subscription.SubscriptionState.Alive;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rotations of the client state, and changes of the channel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionRotationTest {
    private final SubscriptionFixture fixture = new SubscriptionFixture();

    @AfterAll
    void stop() {
        fixture.close();
    }

    @BeforeEach
    void open() throws Exception {
        fixture.open();
    }

    @AfterEach
    void clear() throws Exception {
        fixture.clear();
    }

    @Test
    void while_the_client_state_changes_there_is_always_a_subscription_and_both_states_are_accepted() throws Exception {
        // Given
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        GraphSubscription old = fixture.theOnly();
        fixture.webhook().hold();

        // When
        SubscriptionReconciler rotating = fixture.reconciler(fixture.webhook().url(), "state-b");
        try (ExecutorService leader = Executors.newVirtualThreadPerTaskExecutor()) {
            leader.submit(() -> rotating.reconcile(false));
            await().until(() -> fixture.webhook().waiting() == 1);
            assertThat(fixture.subscriptions().list(GraphRoom.ask()).subscriptions())
                    .containsExactly(old);
            assertThat(fixture.accepted("state-b")).isTrue();
            fixture.webhook().open();
        }

        // Then
        assertThat(fixture.theOnly().id()).isNotEqualTo(old.id());
        assertThat(fixture.accepted("state-a")).isTrue();
        assertThat(fixture.accepted("state-b")).isTrue();
        fixture.clock().advance(ClientStateRotation.STILL_ACCEPTED);
        assertThat(fixture.accepted("state-a")).isFalse();
        assertThat(fixture.accepted("state-b")).isTrue();
    }

    @Test
    void a_rotation_that_graph_refuses_keeps_the_old_subscription() throws Exception {
        // Given
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        GraphSubscription old = fixture.theOnly();
        fixture.webhook().close();

        // When
        SubscriptionReconciler rotating =
                fixture.reconciler(fixture.webhook().url(), "state-b").after(alive(old));
        rotating.reconcile(false);

        // Then
        assertThat(fixture.theOnly()).isEqualTo(old);
        assertThat(rotating.state()).isInstanceOfSatisfying(Alive.class, alive -> assertThat(alive.trouble())
                .isPresent());
        fixture.clock().advance(ClientStateRotation.STILL_ACCEPTED);
        assertThat(fixture.accepted("state-a")).isTrue();
    }

    @Test
    void if_graph_considers_both_equal_the_old_one_is_deleted_first() throws Exception {
        // Given
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        GraphSubscription old = fixture.theOnly();
        fixture.sandbox()
                .troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "POST .*/subscriptions$", 409).times(1));

        // When
        fixture.reconciler(fixture.webhook().url(), "state-b").reconcile(false);

        // Then
        assertThat(fixture.theOnly().id()).isNotEqualTo(old.id());
        assertThat(fixture.theOnly().changeTypes()).isEqualTo(old.changeTypes());
    }

    @Test
    void a_random_state_is_accepted_by_the_next_leader_and_by_no_other_cluster() throws Exception {
        // Given
        Optional<DesiredSubscription> wanted =
                Optional.of(DesiredSubscription.atWebhook(fixture.webhook().url()));
        fixture.reconciler(wanted, Optional.empty()).reconcile(false);
        GraphSubscription first = fixture.theOnly();

        // When
        fixture.reconciler(wanted, Optional.empty()).reconcile(false);
        GraphSubscription next = fixture.theOnly();
        fixture.forget();
        fixture.reconciler(wanted, Optional.empty()).reconcile(false);

        // Then
        assertThat(next).isEqualTo(first);
        assertThat(fixture.theOnly().id()).isNotEqualTo(first.id());
    }

    @Test
    void from_webhook_to_event_hub_and_back_and_to_nothing() throws Exception {
        // Given
        String hub = "EventHub:https://contoso.servicebus.windows.net/eventhubname/care?tenantId=" + Tenant.ID;
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);

        // When
        fixture.reconciler(Optional.of(DesiredSubscription.atEventHub(hub)), Optional.of("state-a"))
                .reconcile(false);
        GraphSubscription inHub = fixture.theOnly();
        fixture.reconciler(Optional.of(DesiredSubscription.atEventHub(hub)), Optional.of("state-a"))
                .reconcile(false);
        GraphSubscription stillInHub = fixture.theOnly();
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        GraphSubscription back = fixture.theOnly();
        SubscriptionReconciler none = fixture.reconciler(Optional.empty(), Optional.of("state-a"));
        none.reconcile(false);

        // Then
        assertThat(inHub.notificationUrl()).contains(URI.create(hub));
        assertThat(stillInHub).isEqualTo(inHub);
        assertThat(back.notificationUrl()).contains(URI.create(fixture.webhook().url() + "/graph/notifications"));
        assertThat(fixture.subscriptions().list(GraphRoom.ask()).subscriptions())
                .isEmpty();
        assertThat(none.state()).isEqualTo(new SubscriptionState.Off());
    }

    private static Alive alive(GraphSubscription one) {
        return new Alive(one.id(), one.expires(), Optional.empty());
    }
}
