package io.photosync.health;

import io.photosync.roster.RosterView;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down when the directory or the scope's groups cannot be read: joiners wait, and the scope stays unchanged. */
@Wellness
@ApplicationScoped
class RosterWellness implements HealthCheck {
    private final RosterView view;

    RosterWellness(RosterView view) {
        this.view = view;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> troubles = view.troubles();
        return HealthCheckResponse.named("roster")
                .status(troubles.isEmpty())
                .withData("state", troubles.isEmpty() ? "read" : String.join("; ", troubles))
                .build();
    }
}
