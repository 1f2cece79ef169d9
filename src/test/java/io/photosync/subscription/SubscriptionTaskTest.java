package io.photosync.subscription;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.photosync.graph.GraphRoom;
import io.photosync.graph.GraphSubscription;
import io.photosync.graph.Subscriptions;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.graph.SubscriptionListing;
import io.photosync.subscription.SubscriptionState.Alive;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Wellness;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole service beside the tenant: Graph validates our own webhook during the creation. */
@SandboxTest
class SubscriptionTaskTest {
    @Inject
    SubscriptionTask care;

    @Inject
    Subscriptions subscriptions;

    @Inject
    WebhookUrlSettings settings;

    Sandbox sandbox;

    @Test
    void a_started_service_has_one_subscription_that_calls_it() throws Exception {
        // When
        await().until(() -> care.state() instanceof Alive);

        // Then
        List<GraphSubscription> listed = subscriptions.list(GraphRoom.ask()).subscriptions();
        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().notificationUrl())
                .contains(URI.create(settings.publicUrl().orElseThrow() + "/graph/notifications"));
    }

    @Test
    void a_hundred_calls_for_reauthorization_are_one() {
        // Given
        await().until(() -> care.state() instanceof Alive);
        long before = requests();

        // When
        for (int i = 0; i < 100; i++) {
            care.reauthorizationRequested();
        }

        // Then: list and reauthorize; at most once more, for requests during the reconciliation
        await().until(() -> requests() >= before + 2);
        await().during(Duration.ofSeconds(1)).until(() -> requests() <= before + 4);
    }

    @Test
    void an_unreliable_list_is_reported_by_well_until_it_is_complete_again() {
        // Given
        await().until(() -> care.state() instanceof Alive);
        sandbox.switches().setSubscriptionListing(SubscriptionListing.EMPTY);
        try {
            // When
            care.reauthorizationRequested();

            // Then
            await().untilAsserted(() -> Wellness.of("subscription")
                    .body("status", equalTo("DOWN"))
                    .body("data.state", startsWith("list unreliable: ")));
            assertThat(sandbox.subscriptions()).isOne();
        } finally {
            sandbox.switches().setSubscriptionListing(SubscriptionListing.WHOLE);
        }

        // When
        care.reauthorizationRequested();

        // Then
        await().untilAsserted(() ->
                Wellness.of("subscription").body("status", equalTo("UP")).body("data.state", equalTo("alive")));
    }

    private long requests() {
        return sandbox.troubles().counters().of(Service.GRAPH).requests();
    }
}
