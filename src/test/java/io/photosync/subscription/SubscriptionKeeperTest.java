package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.photosync.MovableClock;
import io.photosync.exchange.GraphRoom;
import io.photosync.exchange.GraphSubscription;
import io.photosync.exchange.NewSubscription;
import io.photosync.exchange.Subscriptions;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Tenant;
import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.subscription.SubscriptionState.Refused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
class SubscriptionKeeperTest {
    private static final Duration LIFE = Duration.ofDays(9);
    private static final Rhythm RHYTHM =
            new Rhythm(LIFE, Duration.ofMinutes(3), Duration.ofSeconds(2), Duration.ofMinutes(5));

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final GraphRoom graph = GraphRoom.in(sandbox);
    private final Subscriptions subscriptions = graph.subscriptions();
    private MovableClock clock;
    private MemoryBook book;
    private Doorway door;

    @AfterAll
    void stop() {
        graph.close();
        sandbox.close();
    }

    @BeforeEach
    void open() throws Exception {
        clock = new MovableClock(Instant.now());
        door = new Doorway();
        book = new MemoryBook();
    }

    @AfterEach
    void clear() throws Exception {
        sandbox.troubles().faults().remove(fault -> true);
        for (GraphSubscription left : subscriptions.list(GraphRoom.ask())) {
            subscriptions.delete(left.id(), GraphRoom.ask());
        }
        door.close();
    }

    @Test
    void one_is_created_and_then_left_alone() throws Exception {
        // Given
        SubscriptionKeeper keeper = keeper(door.url(), "state-a");

        // When
        Duration wait = keeper.look(false);
        keeper.look(false);

        // Then
        assertThat(wait).isEqualTo(RHYTHM.look());
        assertThat(theOnly().notificationUrl()).contains(URI.create(door.url() + "/graph/notifications"));
        assertThat(theOnly().changeTypes()).containsExactlyInAnyOrder("updated", "deleted");
        assertThat(keeper.state()).isEqualTo(new Alive(theOnly().id(), theOnly().expires(), Optional.empty()));
    }

    @Test
    void another_process_adopts_it() throws Exception {
        // Given
        keeper(door.url(), "state-a").look(false);
        GraphSubscription first = theOnly();

        // When
        SubscriptionKeeper other = keeper(door.url(), "state-a");
        other.look(false);

        // Then
        assertThat(theOnly()).isEqualTo(first);
        assertThat(other.state()).isInstanceOf(Alive.class);
    }

    @Test
    void of_two_that_create_at_once_one_adopts_after_the_409() throws Exception {
        // Given
        SubscriptionKeeper one = keeper(door.url(), "state-a");
        SubscriptionKeeper other = keeper(door.url(), "state-a");
        door.hold();

        // When
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas.submit(() -> one.look(false));
            replicas.submit(() -> other.look(false));
            await().until(() -> door.waiting() == 2);
            door.open();
        }

        // Then
        Alive both = new Alive(theOnly().id(), theOnly().expires(), Optional.empty());
        assertThat(one.state()).isEqualTo(both);
        assertThat(other.state()).isEqualTo(both);
    }

    @Test
    void it_is_renewed_at_a_third_of_its_life() throws Exception {
        // Given
        SubscriptionKeeper keeper = keeper(door.url(), "state-a");
        keeper.look(false);
        GraphSubscription first = theOnly();

        // When
        clock.advance(LIFE.dividedBy(3));
        keeper.look(false);

        // Then
        assertThat(theOnly().id()).isEqualTo(first.id());
        assertThat(theOnly().expires()).isAfter(first.expires().plus(Duration.ofDays(2)));
    }

    @Test
    void one_that_was_lost_is_found_missing_and_made_anew() throws Exception {
        // Given
        SubscriptionKeeper keeper = keeper(door.url(), "state-a");
        keeper.look(false);
        GraphSubscription lost = theOnly();
        subscriptions.delete(lost.id(), GraphRoom.ask());

        // When
        keeper.look(false);

        // Then
        assertThat(theOnly().id()).isNotEqualTo(lost.id());
    }

    @Test
    void a_new_address_is_patched_and_a_new_client_state_makes_a_new_one() throws Exception {
        // Given
        keeper(door.url(), "state-a").look(false);
        GraphSubscription first = theOnly();

        // When
        keeper(door.url() + "/moved", "state-a").look(false);
        GraphSubscription moved = theOnly();
        keeper(door.url() + "/moved", "state-b").look(false);

        // Then
        assertThat(moved.id()).isEqualTo(first.id());
        assertThat(moved.notificationUrl()).contains(URI.create(door.url() + "/moved/graph/notifications"));
        assertThat(theOnly().id()).isNotEqualTo(first.id());
    }

    @Test
    void a_surplus_one_of_ours_goes() throws Exception {
        // Given
        subscriptions.create(
                new NewSubscription(
                        "/users",
                        Set.of("updated"),
                        URI.create(door.url() + "/graph/notifications"),
                        URI.create(door.url() + "/graph/lifecycle"),
                        clock.instant().plus(LIFE),
                        "old"),
                GraphRoom.ask());

        // When
        keeper(door.url(), "state-a").look(false);

        // Then
        assertThat(theOnly().changeTypes()).contains("deleted");
    }

    @Test
    void a_refusal_is_shown_and_tried_again_ever_more_slowly() throws Exception {
        // Given
        door.close();
        SubscriptionKeeper keeper = keeper(door.url(), "state-a");

        // When
        Duration first = keeper.look(false);
        Duration second = keeper.look(false);

        // Then
        assertThat(first).isEqualTo(Duration.ofSeconds(2));
        assertThat(second).isEqualTo(Duration.ofSeconds(4));
        assertThat(keeper.state()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).contains("HTTP 400", "validation");
            assertThat(refused.since()).isEqualTo(clock.instant());
        });
    }

    @Test
    void one_that_was_lost_and_cannot_be_made_anew_is_not_believed_in() throws Exception {
        // Given
        SubscriptionKeeper keeper = keeper(door.url(), "state-a");
        keeper.look(false);
        subscriptions.delete(theOnly().id(), GraphRoom.ask());
        door.close();

        // When
        keeper.look(false);

        // Then
        assertThat(keeper.state()).isInstanceOf(Refused.class);
    }

    @Test
    void while_graph_is_away_the_subscription_is_still_believed_in() throws Exception {
        // Given
        SubscriptionKeeper keeper = keeper(door.url(), "state-a");
        keeper.look(false);

        // When
        sandbox.troubles().faults().put(Fault.always(Service.GRAPH, "/subscriptions", 503));
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
        SubscriptionKeeper keeper = keeper(door.url(), "state-a");
        keeper.look(false);
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "/reauthorize", 500).times(1));

        // When
        keeper.look(true);
        SubscriptionState failed = keeper.state();
        boolean answered = keeper.content();
        long before = requests();
        keeper.look(true);
        keeper.look(false);

        // Then: list and reauthorize, then list alone
        assertThat(failed).extracting("trouble").asString().contains("HTTP 500");
        assertThat(answered).isFalse();
        assertThat(keeper.content()).isTrue();
        assertThat(requests() - before).isEqualTo(3);
    }

    @Test
    void while_the_client_state_changes_there_is_always_a_subscription_and_both_states_are_accepted() throws Exception {
        // Given
        keeper(door.url(), "state-a").look(false);
        GraphSubscription old = theOnly();
        door.hold();

        // When
        SubscriptionKeeper rotating = keeper(door.url(), "state-b");
        try (ExecutorService leader = Executors.newVirtualThreadPerTaskExecutor()) {
            leader.submit(() -> rotating.look(false));
            await().until(() -> door.waiting() == 1);
            assertThat(subscriptions.list(GraphRoom.ask())).containsExactly(old);
            assertThat(accepted("state-b")).isTrue();
            door.open();
        }

        // Then
        assertThat(theOnly().id()).isNotEqualTo(old.id());
        assertThat(accepted("state-a")).isTrue();
        assertThat(accepted("state-b")).isTrue();
        clock.advance(StateRotation.STILL_ACCEPTED);
        assertThat(accepted("state-a")).isFalse();
        assertThat(accepted("state-b")).isTrue();
    }

    @Test
    void a_rotation_that_graph_refuses_leaves_the_old_subscription_alone() throws Exception {
        // Given
        keeper(door.url(), "state-a").look(false);
        GraphSubscription old = theOnly();
        door.close();

        // When
        SubscriptionKeeper rotating = keeper(door.url(), "state-b").after(alive(old));
        rotating.look(false);

        // Then
        assertThat(theOnly()).isEqualTo(old);
        assertThat(rotating.state()).isInstanceOfSatisfying(Alive.class, alive -> assertThat(alive.trouble())
                .isPresent());
        clock.advance(StateRotation.STILL_ACCEPTED);
        assertThat(accepted("state-a")).isTrue();
    }

    @Test
    void where_graph_takes_both_for_the_same_the_old_one_goes_first() throws Exception {
        // Given
        keeper(door.url(), "state-a").look(false);
        GraphSubscription old = theOnly();
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "POST .*/subscriptions$", 409).times(1));

        // When
        keeper(door.url(), "state-b").look(false);

        // Then
        assertThat(theOnly().id()).isNotEqualTo(old.id());
        assertThat(theOnly().changeTypes()).isEqualTo(old.changeTypes());
    }

    @Test
    void a_random_state_serves_for_the_next_leader_and_for_no_other_cluster() throws Exception {
        // Given
        Optional<WantedSubscription> wanted = Optional.of(WantedSubscription.atWebhook(door.url()));
        keeper(wanted, Optional.empty()).look(false);
        GraphSubscription first = theOnly();

        // When
        keeper(wanted, Optional.empty()).look(false);
        GraphSubscription next = theOnly();
        book = new MemoryBook();
        keeper(wanted, Optional.empty()).look(false);

        // Then
        assertThat(next).isEqualTo(first);
        assertThat(theOnly().id()).isNotEqualTo(first.id());
    }

    @Test
    void from_webhook_to_event_hub_and_back_and_to_nothing() throws Exception {
        // Given
        String hub = "EventHub:https://contoso.servicebus.windows.net/eventhubname/care?tenantId=" + Tenant.ID;
        keeper(door.url(), "state-a").look(false);

        // When
        keeper(Optional.of(WantedSubscription.atEventHub(hub)), Optional.of("state-a"))
                .look(false);
        GraphSubscription inHub = theOnly();
        keeper(Optional.of(WantedSubscription.atEventHub(hub)), Optional.of("state-a"))
                .look(false);
        GraphSubscription stillInHub = theOnly();
        keeper(door.url(), "state-a").look(false);
        GraphSubscription back = theOnly();
        SubscriptionKeeper none = keeper(Optional.empty(), Optional.of("state-a"));
        none.look(false);

        // Then
        assertThat(inHub.notificationUrl()).contains(URI.create(hub));
        assertThat(stillInHub).isEqualTo(inHub);
        assertThat(back.notificationUrl()).contains(URI.create(door.url() + "/graph/notifications"));
        assertThat(subscriptions.list(GraphRoom.ask())).isEmpty();
        assertThat(none.state()).isEqualTo(new SubscriptionState.Off());
    }

    private boolean accepted(String state) {
        return book.kept().accepts(state, clock.instant());
    }

    private static Alive alive(GraphSubscription one) {
        return new Alive(one.id(), one.expires(), Optional.empty());
    }

    private GraphSubscription theOnly() throws Exception {
        List<GraphSubscription> all = subscriptions.list(GraphRoom.ask());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private long requests() {
        return sandbox.troubles().counters().of(Service.GRAPH).requests();
    }

    private SubscriptionKeeper keeper(String publicUrl, String clientState) {
        return keeper(Optional.of(WantedSubscription.atWebhook(publicUrl)), Optional.of(clientState));
    }

    private SubscriptionKeeper keeper(Optional<WantedSubscription> wanted, Optional<String> clientState) {
        return new SubscriptionKeeper(
                subscriptions, wanted, new StateRotation(clientState, book, clock), RHYTHM, clock);
    }
}
