package io.photosync.health;

import io.photosync.kafka.TopicInitializer;
import io.photosync.kafka.TopicsMonitor;
import io.photosync.kafka.TopicsState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether the topics are there and keep what they are given. */
@Wellness
@ApplicationScoped
class TopicsWellness implements HealthCheck {
    private final TopicInitializer start;
    private final TopicsMonitor watch;

    TopicsWellness(TopicInitializer start, TopicsMonitor watch) {
        this.start = start;
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("topics");
        if (!start.ready().isDone()) {
            return response.down().withData("state", start.waitsFor()).build();
        }
        TopicsState state = watch.state();
        boolean well = state.wrong().isEmpty();
        response.status(well).withData("state", well ? "as they should be" : String.join("; ", state.wrong()));
        if (!state.notes().isEmpty()) {
            response.withData("note", String.join("; ", state.notes()));
        }
        return response.build();
    }
}
