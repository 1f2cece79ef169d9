package io.photosync.health;

import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Down when Graph sends no change notifications; the sweep still finds changes, but later. */
@Wellness
@ApplicationScoped
class SubscriptionWellness implements HealthCheck {
    private final SubscriptionTask subscription;

    SubscriptionWellness(SubscriptionTask subscription) {
        this.subscription = subscription;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("subscription");
        return switch (subscription.state()) {
            case SubscriptionState.Starting() ->
                response.up().withData("state", "not requested yet").build();
            case SubscriptionState.Off() ->
                response.up()
                        .withData("state", "none, by setting: only the sweep finds changes")
                        .build();
            case SubscriptionState.Alive(String id, Instant until, Optional<String> trouble) ->
                response.status(trouble.isEmpty())
                        .withData("state", trouble.orElse("alive"))
                        .withData("id", id)
                        .withData("until", until.toString())
                        .build();
            case SubscriptionState.Refused(String why, Instant since, Instant nextTry) ->
                response.down()
                        .withData("state", why)
                        .withData("since", since.toString())
                        .withData("nextTry", nextTry.toString())
                        .build();
        };
    }
}
