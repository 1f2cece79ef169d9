package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Graph is asked for no notifications: the sweep alone finds what changed. */
@SandboxTest(value = Setup.CHECKS, people = 40)
class NoNotificationsTest {
    Sandbox sandbox;

    @Inject
    SubscriptionTask care;

    @Test
    void without_a_subscription_a_changed_photo_arrives_all_the_same() {
        // Given
        TenantVisitor visitor = new TenantVisitor(sandbox);
        Person person = visitor.employees(1).getFirst();
        await().until(() -> care.state() instanceof SubscriptionState.Off);

        // When
        visitor.putPhoto(person, 1);

        // Then
        await().until(() -> visitor.inStep(person));
        assertThat(sandbox.subscriptions()).isZero();
        given().body("{\"value\":[]}")
                .when()
                .post("/graph/notifications")
                .then()
                .statusCode(404);
    }
}
