package io.photosync.health;

import io.photosync.webhook.EventHubConsumer;
import io.photosync.webhook.EventHubState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether this replica can read the event hub that Graph writes into, where there is one. */
@Wellness
@ApplicationScoped
class EventHubWellness implements HealthCheck {
    private final EventHubConsumer follower;

    EventHubWellness(EventHubConsumer follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("event-hub");
        return switch (follower.state()) {
            case EventHubState.Unused() ->
                response.up().withData("state", "not used").build();
            case EventHubState.Reading() ->
                response.up().withData("state", "read").build();
            case EventHubState.Hindered(String why, Instant since) ->
                response.down()
                        .withData("state", why)
                        .withData("since", since.toString())
                        .build();
        };
    }
}
