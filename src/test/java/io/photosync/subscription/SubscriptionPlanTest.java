package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.graph.GraphSubscription;
import io.photosync.subscription.AcceptedClientStates.Kept;
import io.photosync.subscription.SubscriptionPlan.Observation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration LIFE = Duration.ofDays(27);
    private static final DesiredSubscription WANTED = DesiredSubscription.atWebhook("https://photosync.example/");
    private static final Kept STATE = new Kept("ab12", "00", "00", Optional.empty(), Optional.empty());
    private static final Kept OTHER = new Kept("cd34", "00", "01", Optional.empty(), Optional.empty());
    private static final String HUB_URL = "EventHub:https://contoso/eventhubname/a?tenantId=t";
    private static final DesiredSubscription HUB = DesiredSubscription.atEventHub(HUB_URL);
    private static final Kept IN_HUB =
            new Kept("ef56", "00", "02", Optional.of(new AcceptedClientStates.Made("hub", HUB_URL)), Optional.empty());
    private static final Set<String> ALTERNATE_CHANGE_TYPES = Set.of("updated");

    @Test
    void without_a_subscription_one_is_created() {
        assertThat(plan().step()).isInstanceOf(ReconcileStep.Create.class);
    }

    @Test
    void an_expired_subscription_counts_as_absent() {
        GraphSubscription expired = subscription("1").expires(NOW).build();

        assertThat(plan(expired).step()).isInstanceOf(ReconcileStep.Create.class);
        assertThat(plan(expired).surplus()).containsExactly(expired);
    }

    @Test
    void a_subscription_as_desired_is_kept() {
        GraphSubscription right = subscription("1").build();

        assertThat(plan(right)).isEqualTo(new SubscriptionPlan(List.of(), new ReconcileStep.Nothing(right)));
    }

    @Test
    void a_subscription_is_adopted_however_graph_writes_the_resource() {
        GraphSubscription right = subscription("1").resource("Users").build();

        assertThat(plan(right).step()).isEqualTo(new ReconcileStep.Nothing(right));
    }

    @Test
    void a_subscription_is_renewed_after_a_third_of_its_lifetime() {
        GraphSubscription justBefore = subscription("1")
                .expires(NOW.plus(Duration.ofDays(18)).plusSeconds(1))
                .build();
        GraphSubscription due =
                subscription("1").expires(NOW.plus(Duration.ofDays(18))).build();

        assertThat(plan(justBefore).step()).isInstanceOf(ReconcileStep.Nothing.class);
        assertThat(plan(due).step()).isEqualTo(new ReconcileStep.Renew(due));
    }

    @Test
    void a_requested_reauthorization_is_done_unless_a_renewal_includes_it() {
        GraphSubscription right = subscription("1").build();
        GraphSubscription due =
                subscription("1").expires(NOW.plus(Duration.ofDays(1))).build();

        assertThat(SubscriptionPlan.of(observed(right), WANTED, true, LIFE).step())
                .isEqualTo(new ReconcileStep.Reauthorize(right));
        assertThat(SubscriptionPlan.of(observed(due), WANTED, true, LIFE).step())
                .isEqualTo(new ReconcileStep.Renew(due));
    }

    @Test
    void a_subscription_to_another_address_is_replaced_since_its_lifecycle_url_cannot_change() {
        GraphSubscription elsewhere =
                subscription("1").at("https://old.photosync.example").build();

        assertThat(plan(elsewhere).step()).isEqualTo(new ReconcileStep.Replace(elsewhere, ALTERNATE_CHANGE_TYPES));
    }

    @Test
    void a_subscription_whose_lifecycle_events_go_elsewhere_is_replaced_too() {
        GraphSubscription right = subscription("1").build();
        GraphSubscription halfMoved = withLifecycle(
                right, Optional.of(URI.create("https://old.photosync.example/graph/lifecycle?state=ab12")));

        assertThat(plan(halfMoved).step()).isEqualTo(new ReconcileStep.Replace(halfMoved, ALTERNATE_CHANGE_TYPES));
    }

    private static GraphSubscription withLifecycle(GraphSubscription one, Optional<URI> lifecycle) {
        return new GraphSubscription(
                one.id(),
                one.resource(),
                one.changeTypes(),
                one.notificationUrl(),
                lifecycle,
                one.expires(),
                one.clientState());
    }

    @Test
    void a_subscription_with_another_or_an_unknown_client_state_is_replaced() {
        GraphSubscription otherState =
                subscription("1").lifecycle("?state=ffff").build();
        GraphSubscription unknownState = subscription("1").lifecycle("").build();

        assertThat(plan(otherState).step()).isEqualTo(new ReconcileStep.Replace(otherState, ALTERNATE_CHANGE_TYPES));
        assertThat(plan(unknownState).step())
                .isEqualTo(new ReconcileStep.Replace(unknownState, ALTERNATE_CHANGE_TYPES));
    }

    @Test
    void a_subscription_with_alternate_change_types_is_kept_and_replaced_by_one_with_primary_ones() {
        GraphSubscription right = subscription("1").changeTypes("updated").build();
        GraphSubscription wrong = subscription("1")
                .changeTypes("updated")
                .lifecycle("?state=cd34")
                .build();

        assertThat(plan(right).step()).isEqualTo(new ReconcileStep.Nothing(right));
        assertThat(plan(wrong).step()).isEqualTo(new ReconcileStep.Replace(wrong, Set.of("updated", "deleted")));
    }

    @Test
    void of_two_after_a_rotation_the_one_with_the_required_state_stays() {
        GraphSubscription old = subscription("1").lifecycle("?state=cd34").build();
        GraphSubscription fresh = subscription("2").changeTypes("updated").build();

        assertThat(plan(old, fresh)).isEqualTo(new SubscriptionPlan(List.of(old), new ReconcileStep.Nothing(fresh)));
    }

    @Test
    void another_channel_leads_to_another_subscription() {
        GraphSubscription webhook = subscription("1").build();
        GraphSubscription hub = inHub(HUB_URL);

        assertThat(plan(HUB, webhook).step()).isEqualTo(new ReconcileStep.Replace(webhook, ALTERNATE_CHANGE_TYPES));
        assertThat(plan(WANTED, hub).step()).isEqualTo(new ReconcileStep.Replace(hub, ALTERNATE_CHANGE_TYPES));
    }

    @Test
    void the_subscription_of_an_event_hub_is_known_however_graph_writes_its_url() {
        GraphSubscription hub = inHub("eventhub:https://contoso/EventHubName/a?tenantid=t");

        assertThat(plan(HUB, hub).step()).isEqualTo(new ReconcileStep.Nothing(hub));
    }

    @Test
    void if_none_is_desired_all_of_ours_are_deleted_and_no_other() {
        GraphSubscription webhook = subscription("1").build();
        GraphSubscription hub = inHub(HUB_URL);
        GraphSubscription foreign =
                subscription("2").at("https://other.example/hook").lifecycle("").build();

        assertThat(SubscriptionPlan.ofNone(observed(webhook, hub, foreign)))
                .isEqualTo(new SubscriptionPlan(List.of(webhook, hub), new ReconcileStep.Absent()));
    }

    @Test
    void a_foreign_subscription_that_prevents_ours_is_replaced() {
        GraphSubscription foreign =
                subscription("1").at("https://other.example/hook").lifecycle("").build();

        assertThat(plan(foreign))
                .isEqualTo(new SubscriptionPlan(List.of(), new ReconcileStep.Replace(foreign, ALTERNATE_CHANGE_TYPES)));
    }

    @Test
    void surplus_subscriptions_of_ours_are_deleted_and_the_best_one_is_kept() {
        GraphSubscription right = subscription("1").build();
        GraphSubscription ofOldVersion =
                subscription("2").changeTypes("updated").build();

        assertThat(plan(ofOldVersion, right))
                .isEqualTo(new SubscriptionPlan(List.of(ofOldVersion), new ReconcileStep.Nothing(right)));
    }

    @Test
    void subscriptions_to_other_resources_are_ignored() {
        GraphSubscription mail = subscription("1").resource("users/1/messages").build();

        assertThat(plan(mail).surplus()).isEmpty();
        assertThat(plan(mail).step()).isInstanceOf(ReconcileStep.Create.class);
    }

    private static SubscriptionPlan plan(GraphSubscription... listed) {
        return plan(WANTED, listed);
    }

    private static SubscriptionPlan plan(DesiredSubscription wanted, GraphSubscription... listed) {
        return SubscriptionPlan.of(observed(listed), wanted, false, LIFE);
    }

    private static Observation observed(GraphSubscription... listed) {
        AcceptedClientStates kept = new AcceptedClientStates(List.of(STATE, OTHER, IN_HUB));
        return new Observation(List.of(listed), kept, state -> !state.equals(OTHER), NOW);
    }

    private static GraphSubscription inHub(String url) {
        return new GraphSubscription(
                "hub",
                "/users",
                Set.of("updated", "deleted"),
                Optional.of(URI.create(url)),
                Optional.of(URI.create(url)),
                NOW.plus(Duration.ofDays(20)),
                Optional.empty());
    }

    private static Listed subscription(String id) {
        return new Listed(
                id,
                "/users",
                Set.of("updated", "deleted"),
                "https://photosync.example",
                "?state=ab12",
                NOW.plus(Duration.ofDays(20)));
    }

    private record Listed(
            String id, String resource, Set<String> changeTypes, String base, String lifecycle, Instant expires) {
        Listed resource(String other) {
            return new Listed(id, other, changeTypes, base, lifecycle, expires);
        }

        Listed changeTypes(String... others) {
            return new Listed(id, resource, Set.of(others), base, lifecycle, expires);
        }

        Listed at(String other) {
            return new Listed(id, resource, changeTypes, other, lifecycle, expires);
        }

        Listed lifecycle(String query) {
            return new Listed(id, resource, changeTypes, base, query, expires);
        }

        Listed expires(Instant other) {
            return new Listed(id, resource, changeTypes, base, lifecycle, other);
        }

        GraphSubscription build() {
            boolean ours = !base.endsWith("/hook");
            return new GraphSubscription(
                    id,
                    resource,
                    changeTypes,
                    Optional.of(URI.create(ours ? base + "/graph/notifications" : base)),
                    Optional.of(URI.create(base + "/graph/lifecycle" + lifecycle)),
                    expires,
                    Optional.empty());
        }
    }
}
