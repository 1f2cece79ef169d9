package io.photosync.health;

import io.photosync.webhook.EventHubConsumer;
import io.photosync.webhook.EventHubState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Down when this replica cannot read the event hub that Graph writes to. */
@Wellness
@ApplicationScoped
class EventHubWellness implements HealthCheck {
    private final EventHubConsumer consumer;

    EventHubWellness(EventHubConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("event-hub");
        return switch (consumer.state()) {
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
