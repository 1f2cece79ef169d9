package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/** Two replicas, of which one looks after the subscription. */
class SubscriptionIT {
    private static final String STATE = "state-of-this-check";
    private static final String CALL = """
            {"value":[{"clientState":"%s","lifecycleEvent":"reauthorizationRequired"}]}""".formatted(STATE);

    @Test
    void a_call_for_reauthorization_reaches_the_leader_by_any_replica_and_outlives_it() {
        try (Sandbox sandbox = ChaosFixture.tenant(20)) {
            // Given
            Launch launch = ChaosFixture.launch(sandbox).with("photosync.webhook.client-state", STATE);
            try (ServiceProcess first = ServiceProcess.start(launch)) {
                await().until(() -> first.log().contains("subscription created"));
                try (ServiceProcess second = ServiceProcess.start(launch.besides())) {

                    // When
                    post(second);
                    await().until(() -> first.log().contains("subscription reauth"));
                    assertThat(second.log()).doesNotContain("subscription created", "subscription reauthorized");
                    first.kill();
                    post(second);

                    // Then
                    await().until(() -> second.log().contains("subscription reauth"));
                    assertThat(sandbox.subscriptions()).isEqualTo(1);
                    assertThat(second.health("well")).isEqualTo(200);
                }
            }
        }
    }

    private static void post(ServiceProcess service) {
        RestAssured.given()
                .body(CALL)
                .post(service.url("/graph/lifecycle"))
                .then()
                .statusCode(202);
    }
}
