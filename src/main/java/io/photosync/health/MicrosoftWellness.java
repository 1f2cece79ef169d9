package io.photosync.health;

import io.photosync.breaker.BreakerState;
import io.photosync.breaker.Breakers;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Down while a Microsoft service does not answer. Does not affect readiness or liveness: the fault is not in this
 * process.
 */
@Wellness
@ApplicationScoped
class MicrosoftWellness implements HealthCheck {
    private final Breakers breakers;

    MicrosoftWellness(Breakers breakers) {
        this.breakers = breakers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("microsoft").up();
        for (MicrosoftService service : MicrosoftService.values()) {
            String name = service.name().toLowerCase(Locale.ROOT);
            switch (breakers.of(service).state()) {
                case BreakerState.Closed closed -> response.withData(name, "answers");
                case BreakerState.Open(Instant since, Failure failure) -> away(response, name, since, failure);
                case BreakerState.HalfOpen(Instant since, Failure failure) -> away(response, name, since, failure);
            }
        }
        return response.build();
    }

    private static void away(HealthCheckResponseBuilder response, String name, Instant since, Failure failure) {
        response.down().withData(name, "away since %s: %s".formatted(since, failure));
    }
}
