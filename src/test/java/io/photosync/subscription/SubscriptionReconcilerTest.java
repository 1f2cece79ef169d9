package io.photosync.subscription;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.graph.GraphRoom;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.NewSubscription;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.subscription.SubscriptionState.Refused;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionReconcilerTest {
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
    void a_subscription_is_created_and_then_kept() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");

        // When
        Duration wait = reconciler.reconcile(false);
        reconciler.reconcile(false);

        // Then
        assertThat(wait).isEqualTo(SubscriptionFixture.SCHEDULE.look());
        assertThat(fixture.theOnly().notificationUrl())
                .contains(URI.create(fixture.webhook().url() + "/graph/notifications"));
        assertThat(fixture.theOnly().changeTypes()).containsExactlyInAnyOrder("updated", "deleted");
        assertThat(reconciler.state())
                .isEqualTo(new Alive(fixture.theOnly().id(), fixture.theOnly().expires(), Optional.empty()));
    }

    @Test
    void another_process_adopts_the_subscription() throws Exception {
        // Given
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        GraphSubscription first = fixture.theOnly();

        // When
        SubscriptionReconciler other = fixture.reconciler(fixture.webhook().url(), "state-a");
        other.reconcile(false);

        // Then
        assertThat(fixture.theOnly()).isEqualTo(first);
        assertThat(other.state()).isInstanceOf(Alive.class);
    }

    @Test
    void of_two_that_create_at_once_one_adopts_after_the_409() throws Exception {
        // Given
        SubscriptionReconciler one = fixture.reconciler(fixture.webhook().url(), "state-a");
        SubscriptionReconciler other = fixture.reconciler(fixture.webhook().url(), "state-a");
        fixture.webhook().hold();

        // When
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas.submit(() -> one.reconcile(false));
            replicas.submit(() -> other.reconcile(false));
            await().until(() -> fixture.webhook().waiting() == 2);
            fixture.webhook().open();
        }

        // Then
        Alive both = new Alive(fixture.theOnly().id(), fixture.theOnly().expires(), Optional.empty());
        assertThat(one.state()).isEqualTo(both);
        assertThat(other.state()).isEqualTo(both);
    }

    @Test
    void the_subscription_is_renewed_at_a_third_of_its_lifetime() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);
        GraphSubscription first = fixture.theOnly();

        // When
        fixture.clock().advance(SubscriptionFixture.LIFE.dividedBy(3));
        reconciler.reconcile(false);

        // Then
        assertThat(fixture.theOnly().id()).isEqualTo(first.id());
        assertThat(fixture.theOnly().expires()).isAfter(first.expires().plus(Duration.ofDays(2)));
    }

    @Test
    void a_lost_subscription_is_noticed_and_created_again() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);
        GraphSubscription lost = fixture.theOnly();
        fixture.subscriptions().delete(lost.id(), GraphRoom.ask());

        // When
        reconciler.reconcile(false);

        // Then
        assertThat(fixture.theOnly().id()).isNotEqualTo(lost.id());
    }

    @Test
    void a_new_address_leads_to_a_new_subscription_that_sends_nothing_to_the_old_address() throws Exception {
        // Given
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        GraphSubscription first = fixture.theOnly();

        // When
        fixture.reconciler(fixture.webhook().url() + "/moved", "state-a").reconcile(false);

        // Then
        GraphSubscription moved = fixture.theOnly();
        assertThat(moved.id()).isNotEqualTo(first.id());
        assertThat(moved.notificationUrl())
                .contains(URI.create(fixture.webhook().url() + "/moved/graph/notifications"));
        assertThat(moved.lifecycleNotificationUrl()).hasValueSatisfying(url -> assertThat(url.toString())
                .startsWith(fixture.webhook().url() + "/moved/graph/lifecycle"));
    }

    @Test
    void a_new_client_state_leads_to_a_new_subscription() throws Exception {
        // Given
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);
        GraphSubscription first = fixture.theOnly();

        // When
        fixture.reconciler(fixture.webhook().url(), "state-b").reconcile(false);

        // Then
        assertThat(fixture.theOnly().id()).isNotEqualTo(first.id());
    }

    @Test
    void a_surplus_subscription_of_ours_is_deleted() throws Exception {
        // Given
        fixture.subscriptions()
                .create(
                        new NewSubscription(
                                "/users",
                                Set.of("updated"),
                                URI.create(fixture.webhook().url() + "/graph/notifications"),
                                URI.create(fixture.webhook().url() + "/graph/lifecycle"),
                                fixture.clock().instant().plus(SubscriptionFixture.LIFE),
                                "old"),
                        GraphRoom.ask());

        // When
        fixture.reconciler(fixture.webhook().url(), "state-a").reconcile(false);

        // Then
        assertThat(fixture.theOnly().changeTypes()).contains("deleted");
    }

    @Test
    void a_refusal_is_shown_and_retried_with_growing_pauses() throws Exception {
        // Given
        fixture.webhook().close();
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");

        // When
        Duration first = reconciler.reconcile(false);
        Duration second = reconciler.reconcile(false);

        // Then
        assertThat(first).isEqualTo(Duration.ofSeconds(2));
        assertThat(second).isEqualTo(Duration.ofSeconds(4));
        assertThat(reconciler.state()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).contains("HTTP 400", "validation");
            assertThat(refused.since()).isEqualTo(fixture.clock().instant());
        });
    }

    @Test
    void a_lost_subscription_that_cannot_be_created_again_counts_as_refused() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);
        fixture.subscriptions().delete(fixture.theOnly().id(), GraphRoom.ask());
        fixture.webhook().close();

        // When
        reconciler.reconcile(false);

        // Then
        assertThat(reconciler.state()).isInstanceOf(Refused.class);
    }

    @Test
    void during_an_outage_of_graph_the_subscription_counts_as_alive() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);

        // When
        fixture.sandbox().troubles().faults().put(Fault.always(Service.GRAPH, "/subscriptions", 503));
        reconciler.reconcile(false);

        // Then
        assertThat(reconciler.state())
                .isInstanceOfSatisfying(
                        Alive.class,
                        alive -> assertThat(alive.trouble()).get().asString().contains("HTTP 503"));
    }

    @Test
    void a_reauthorization_is_done_once_and_again_only_after_a_failure() throws Exception {
        // Given
        SubscriptionReconciler reconciler = fixture.reconciler(fixture.webhook().url(), "state-a");
        reconciler.reconcile(false);
        fixture.sandbox()
                .troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "/reauthorize", 500).times(1));

        // When
        reconciler.reconcile(true);
        SubscriptionState failed = reconciler.state();
        boolean answered = reconciler.succeeded();
        long before = fixture.requests();
        reconciler.reconcile(true);
        reconciler.reconcile(false);

        // Then: list and reauthorize, then only list
        assertThat(failed).extracting("trouble").asString().contains("HTTP 500");
        assertThat(answered).isFalse();
        assertThat(reconciler.succeeded()).isTrue();
        assertThat(fixture.requests() - before).isEqualTo(3);
    }
}
