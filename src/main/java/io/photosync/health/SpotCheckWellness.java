package io.photosync.health;

import io.photosync.drift.SpotCheckResult;
import io.photosync.drift.SpotCheckSettings;
import io.photosync.drift.SpotCheckTask;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down when the last spot check found more differing users than the setting allows. */
@Wellness
@ApplicationScoped
class SpotCheckWellness implements HealthCheck {
    private final SpotCheckTask check;
    private final SpotCheckSettings settings;

    SpotCheckWellness(SpotCheckTask check, SpotCheckSettings settings) {
        this.check = check;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<SpotCheckResult> last = check.last().filter(any -> settings.enabled());
        boolean many = last.filter(result -> result.differing() > settings.differingAtMost())
                .isPresent();
        var response = HealthCheckResponse.named("spot-check").status(!many);
        last.ifPresent(result -> response.withData("at", result.ended().toString())
                .withData("users", result.drawn())
                .withData("differing", result.differing()));
        return response.build();
    }
}
