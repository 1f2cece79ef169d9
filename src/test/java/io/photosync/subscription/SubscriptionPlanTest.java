package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.exchange.GraphSubscription;
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
    private static final WantedSubscription WANTED = WantedSubscription.at("https://photosync.example/", "ab12");

    @Test
    void without_a_subscription_one_is_created() {
        assertThat(plan().step()).isInstanceOf(PlanStep.Create.class);
    }

    @Test
    void an_expired_subscription_is_none() {
        GraphSubscription expired = subscription("1").expires(NOW).build();

        assertThat(plan(expired).step()).isInstanceOf(PlanStep.Create.class);
        assertThat(plan(expired).surplus()).containsExactly(expired);
    }

    @Test
    void one_that_is_as_it_should_be_is_left_alone() {
        GraphSubscription right = subscription("1").build();

        assertThat(plan(right)).isEqualTo(new SubscriptionPlan(List.of(), new PlanStep.Nothing(right)));
    }

    @Test
    void one_is_adopted_whichever_way_graph_writes_the_resource() {
        GraphSubscription right = subscription("1").resource("Users").build();

        assertThat(plan(right).step()).isEqualTo(new PlanStep.Nothing(right));
    }

    @Test
    void after_a_third_of_its_life_it_is_renewed() {
        GraphSubscription justBefore = subscription("1")
                .expires(NOW.plus(Duration.ofDays(18)).plusSeconds(1))
                .build();
        GraphSubscription due =
                subscription("1").expires(NOW.plus(Duration.ofDays(18))).build();

        assertThat(plan(justBefore).step()).isInstanceOf(PlanStep.Nothing.class);
        assertThat(plan(due).step()).isEqualTo(new PlanStep.Renew(due));
    }

    @Test
    void a_reauthorization_is_done_when_asked_for_unless_a_renewal_does_it_anyway() {
        GraphSubscription right = subscription("1").build();
        GraphSubscription due =
                subscription("1").expires(NOW.plus(Duration.ofDays(1))).build();

        assertThat(SubscriptionPlan.of(List.of(right), WANTED, true, LIFE, NOW).step())
                .isEqualTo(new PlanStep.Reauthorize(right));
        assertThat(SubscriptionPlan.of(List.of(due), WANTED, true, LIFE, NOW).step())
                .isEqualTo(new PlanStep.Renew(due));
    }

    @Test
    void a_changed_public_url_is_patched_in_place() {
        GraphSubscription elsewhere =
                subscription("1").at("https://old.photosync.example").build();

        assertThat(plan(elsewhere).step()).isEqualTo(new PlanStep.PatchUrl(elsewhere));
    }

    @Test
    void one_with_another_or_an_unknown_client_state_is_replaced() {
        GraphSubscription otherState =
                subscription("1").lifecycle("?state=ffff").build();
        GraphSubscription unknownState = subscription("1").lifecycle("").build();

        assertThat(plan(otherState).step()).isEqualTo(new PlanStep.Replace(otherState));
        assertThat(plan(unknownState).step()).isEqualTo(new PlanStep.Replace(unknownState));
    }

    @Test
    void one_of_somebody_else_in_the_only_place_for_ours_is_replaced() {
        GraphSubscription foreign =
                subscription("1").at("https://other.example/hook").lifecycle("").build();

        assertThat(plan(foreign)).isEqualTo(new SubscriptionPlan(List.of(), new PlanStep.Replace(foreign)));
    }

    @Test
    void surplus_ones_of_ours_are_deleted_and_the_best_one_kept() {
        GraphSubscription right = subscription("1").build();
        GraphSubscription ofOldVersion =
                subscription("2").changeTypes("updated").build();

        assertThat(plan(ofOldVersion, right))
                .isEqualTo(new SubscriptionPlan(List.of(ofOldVersion), new PlanStep.Nothing(right)));
    }

    @Test
    void subscriptions_to_other_resources_are_none_of_our_business() {
        GraphSubscription mail = subscription("1").resource("users/1/messages").build();

        assertThat(plan(mail).surplus()).isEmpty();
        assertThat(plan(mail).step()).isInstanceOf(PlanStep.Create.class);
    }

    private static SubscriptionPlan plan(GraphSubscription... listed) {
        return SubscriptionPlan.of(List.of(listed), WANTED, false, LIFE, NOW);
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
