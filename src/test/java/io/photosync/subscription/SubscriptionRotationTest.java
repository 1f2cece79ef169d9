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

/** From one client state to another, and from one way to another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionRotationTest {
    private final CareStage stage = new CareStage();

    @AfterAll
    void stop() {
        stage.close();
    }

    @BeforeEach
    void open() throws Exception {
        stage.open();
    }

    @AfterEach
    void clear() throws Exception {
        stage.clear();
    }

    @Test
    void while_the_client_state_changes_there_is_always_a_subscription_and_both_states_are_accepted() throws Exception {
        // Given
        stage.keeper(stage.door().url(), "state-a").look(false);
        GraphSubscription old = stage.theOnly();
        stage.door().hold();

        // When
        SubscriptionReconciler rotating = stage.keeper(stage.door().url(), "state-b");
        try (ExecutorService leader = Executors.newVirtualThreadPerTaskExecutor()) {
            leader.submit(() -> rotating.look(false));
            await().until(() -> stage.door().waiting() == 1);
            assertThat(stage.subscriptions().list(GraphRoom.ask()).subscriptions())
                    .containsExactly(old);
            assertThat(stage.accepted("state-b")).isTrue();
            stage.door().open();
        }

        // Then
        assertThat(stage.theOnly().id()).isNotEqualTo(old.id());
        assertThat(stage.accepted("state-a")).isTrue();
        assertThat(stage.accepted("state-b")).isTrue();
        stage.clock().advance(ClientStateRotation.STILL_ACCEPTED);
        assertThat(stage.accepted("state-a")).isFalse();
        assertThat(stage.accepted("state-b")).isTrue();
    }

    @Test
    void a_rotation_that_graph_refuses_leaves_the_old_subscription_alone() throws Exception {
        // Given
        stage.keeper(stage.door().url(), "state-a").look(false);
        GraphSubscription old = stage.theOnly();
        stage.door().close();

        // When
        SubscriptionReconciler rotating =
                stage.keeper(stage.door().url(), "state-b").after(alive(old));
        rotating.look(false);

        // Then
        assertThat(stage.theOnly()).isEqualTo(old);
        assertThat(rotating.state()).isInstanceOfSatisfying(Alive.class, alive -> assertThat(alive.trouble())
                .isPresent());
        stage.clock().advance(ClientStateRotation.STILL_ACCEPTED);
        assertThat(stage.accepted("state-a")).isTrue();
    }

    @Test
    void where_graph_takes_both_for_the_same_the_old_one_goes_first() throws Exception {
        // Given
        stage.keeper(stage.door().url(), "state-a").look(false);
        GraphSubscription old = stage.theOnly();
        stage.sandbox()
                .troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "POST .*/subscriptions$", 409).times(1));

        // When
        stage.keeper(stage.door().url(), "state-b").look(false);

        // Then
        assertThat(stage.theOnly().id()).isNotEqualTo(old.id());
        assertThat(stage.theOnly().changeTypes()).isEqualTo(old.changeTypes());
    }

    @Test
    void a_random_state_serves_for_the_next_leader_and_for_no_other_cluster() throws Exception {
        // Given
        Optional<DesiredSubscription> wanted =
                Optional.of(DesiredSubscription.atWebhook(stage.door().url()));
        stage.keeper(wanted, Optional.empty()).look(false);
        GraphSubscription first = stage.theOnly();

        // When
        stage.keeper(wanted, Optional.empty()).look(false);
        GraphSubscription next = stage.theOnly();
        stage.forget();
        stage.keeper(wanted, Optional.empty()).look(false);

        // Then
        assertThat(next).isEqualTo(first);
        assertThat(stage.theOnly().id()).isNotEqualTo(first.id());
    }

    @Test
    void from_webhook_to_event_hub_and_back_and_to_nothing() throws Exception {
        // Given
        String hub = "EventHub:https://contoso.servicebus.windows.net/eventhubname/care?tenantId=" + Tenant.ID;
        stage.keeper(stage.door().url(), "state-a").look(false);

        // When
        stage.keeper(Optional.of(DesiredSubscription.atEventHub(hub)), Optional.of("state-a"))
                .look(false);
        GraphSubscription inHub = stage.theOnly();
        stage.keeper(Optional.of(DesiredSubscription.atEventHub(hub)), Optional.of("state-a"))
                .look(false);
        GraphSubscription stillInHub = stage.theOnly();
        stage.keeper(stage.door().url(), "state-a").look(false);
        GraphSubscription back = stage.theOnly();
        SubscriptionReconciler none = stage.keeper(Optional.empty(), Optional.of("state-a"));
        none.look(false);

        // Then
        assertThat(inHub.notificationUrl()).contains(URI.create(hub));
        assertThat(stillInHub).isEqualTo(inHub);
        assertThat(back.notificationUrl()).contains(URI.create(stage.door().url() + "/graph/notifications"));
        assertThat(stage.subscriptions().list(GraphRoom.ask()).subscriptions()).isEmpty();
        assertThat(none.state()).isEqualTo(new SubscriptionState.Off());
    }

    private static Alive alive(GraphSubscription one) {
        return new Alive(one.id(), one.expires(), Optional.empty());
    }
}
