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
    void one_is_created_and_then_left_alone() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");

        // When
        Duration wait = keeper.look(false);
        keeper.look(false);

        // Then
        assertThat(wait).isEqualTo(CareStage.RHYTHM.look());
        assertThat(stage.theOnly().notificationUrl())
                .contains(URI.create(stage.door().url() + "/graph/notifications"));
        assertThat(stage.theOnly().changeTypes()).containsExactlyInAnyOrder("updated", "deleted");
        assertThat(keeper.state())
                .isEqualTo(new Alive(stage.theOnly().id(), stage.theOnly().expires(), Optional.empty()));
    }

    @Test
    void another_process_adopts_it() throws Exception {
        // Given
        stage.keeper(stage.door().url(), "state-a").look(false);
        GraphSubscription first = stage.theOnly();

        // When
        SubscriptionReconciler other = stage.keeper(stage.door().url(), "state-a");
        other.look(false);

        // Then
        assertThat(stage.theOnly()).isEqualTo(first);
        assertThat(other.state()).isInstanceOf(Alive.class);
    }

    @Test
    void of_two_that_create_at_once_one_adopts_after_the_409() throws Exception {
        // Given
        SubscriptionReconciler one = stage.keeper(stage.door().url(), "state-a");
        SubscriptionReconciler other = stage.keeper(stage.door().url(), "state-a");
        stage.door().hold();

        // When
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas.submit(() -> one.look(false));
            replicas.submit(() -> other.look(false));
            await().until(() -> stage.door().waiting() == 2);
            stage.door().open();
        }

        // Then
        Alive both = new Alive(stage.theOnly().id(), stage.theOnly().expires(), Optional.empty());
        assertThat(one.state()).isEqualTo(both);
        assertThat(other.state()).isEqualTo(both);
    }

    @Test
    void it_is_renewed_at_a_third_of_its_life() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);
        GraphSubscription first = stage.theOnly();

        // When
        stage.clock().advance(CareStage.LIFE.dividedBy(3));
        keeper.look(false);

        // Then
        assertThat(stage.theOnly().id()).isEqualTo(first.id());
        assertThat(stage.theOnly().expires()).isAfter(first.expires().plus(Duration.ofDays(2)));
    }

    @Test
    void one_that_was_lost_is_found_missing_and_made_anew() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);
        GraphSubscription lost = stage.theOnly();
        stage.subscriptions().delete(lost.id(), GraphRoom.ask());

        // When
        keeper.look(false);

        // Then
        assertThat(stage.theOnly().id()).isNotEqualTo(lost.id());
    }

    @Test
    void a_new_address_makes_a_new_one_of_which_nothing_goes_to_the_old_address() throws Exception {
        // Given
        stage.keeper(stage.door().url(), "state-a").look(false);
        GraphSubscription first = stage.theOnly();

        // When
        stage.keeper(stage.door().url() + "/moved", "state-a").look(false);

        // Then
        GraphSubscription moved = stage.theOnly();
        assertThat(moved.id()).isNotEqualTo(first.id());
        assertThat(moved.notificationUrl()).contains(URI.create(stage.door().url() + "/moved/graph/notifications"));
        assertThat(moved.lifecycleNotificationUrl()).hasValueSatisfying(url -> assertThat(url.toString())
                .startsWith(stage.door().url() + "/moved/graph/lifecycle"));
    }

    @Test
    void a_new_client_state_makes_a_new_one() throws Exception {
        // Given
        stage.keeper(stage.door().url(), "state-a").look(false);
        GraphSubscription first = stage.theOnly();

        // When
        stage.keeper(stage.door().url(), "state-b").look(false);

        // Then
        assertThat(stage.theOnly().id()).isNotEqualTo(first.id());
    }

    @Test
    void a_surplus_one_of_ours_goes() throws Exception {
        // Given
        stage.subscriptions()
                .create(
                        new NewSubscription(
                                "/users",
                                Set.of("updated"),
                                URI.create(stage.door().url() + "/graph/notifications"),
                                URI.create(stage.door().url() + "/graph/lifecycle"),
                                stage.clock().instant().plus(CareStage.LIFE),
                                "old"),
                        GraphRoom.ask());

        // When
        stage.keeper(stage.door().url(), "state-a").look(false);

        // Then
        assertThat(stage.theOnly().changeTypes()).contains("deleted");
    }

    @Test
    void a_refusal_is_shown_and_tried_again_ever_more_slowly() throws Exception {
        // Given
        stage.door().close();
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");

        // When
        Duration first = keeper.look(false);
        Duration second = keeper.look(false);

        // Then
        assertThat(first).isEqualTo(Duration.ofSeconds(2));
        assertThat(second).isEqualTo(Duration.ofSeconds(4));
        assertThat(keeper.state()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).contains("HTTP 400", "validation");
            assertThat(refused.since()).isEqualTo(stage.clock().instant());
        });
    }

    @Test
    void one_that_was_lost_and_cannot_be_made_anew_is_not_believed_in() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);
        stage.subscriptions().delete(stage.theOnly().id(), GraphRoom.ask());
        stage.door().close();

        // When
        keeper.look(false);

        // Then
        assertThat(keeper.state()).isInstanceOf(Refused.class);
    }

    @Test
    void while_graph_is_away_the_subscription_is_still_believed_in() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);

        // When
        stage.sandbox().troubles().faults().put(Fault.always(Service.GRAPH, "/subscriptions", 503));
        keeper.look(false);

        // Then
        assertThat(keeper.state())
                .isInstanceOfSatisfying(
                        Alive.class,
                        alive -> assertThat(alive.trouble()).get().asString().contains("HTTP 503"));
    }

    @Test
    void a_reauthorization_is_asked_for_once_and_again_only_if_it_failed() throws Exception {
        // Given
        SubscriptionReconciler keeper = stage.keeper(stage.door().url(), "state-a");
        keeper.look(false);
        stage.sandbox()
                .troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "/reauthorize", 500).times(1));

        // When
        keeper.look(true);
        SubscriptionState failed = keeper.state();
        boolean answered = keeper.content();
        long before = stage.requests();
        keeper.look(true);
        keeper.look(false);

        // Then: list and reauthorize, then list alone
        assertThat(failed).extracting("trouble").asString().contains("HTTP 500");
        assertThat(answered).isFalse();
        assertThat(keeper.content()).isTrue();
        assertThat(stage.requests() - before).isEqualTo(3);
    }
}
