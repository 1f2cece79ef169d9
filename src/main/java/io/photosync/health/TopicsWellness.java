package io.photosync.health;

import io.photosync.kafka.topics.TopicInitializer;
import io.photosync.kafka.topics.TopicsMonitor;
import io.photosync.kafka.topics.TopicsState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Down when topics are missing, or would lose records. */
@Wellness
@ApplicationScoped
class TopicsWellness implements HealthCheck {
    private final TopicInitializer initializer;
    private final TopicsMonitor monitor;

    TopicsWellness(TopicInitializer initializer, TopicsMonitor monitor) {
        this.initializer = initializer;
        this.monitor = monitor;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("topics");
        if (!initializer.ready().isDone()) {
            return response.down().withData("state", initializer.waitsFor()).build();
        }
        TopicsState state = monitor.state();
        boolean well = state.wrong().isEmpty();
        response.status(well).withData("state", well ? "as they should be" : String.join("; ", state.wrong()));
        if (!state.notes().isEmpty()) {
            response.withData("note", String.join("; ", state.notes()));
        }
        return response.build();
    }
}
