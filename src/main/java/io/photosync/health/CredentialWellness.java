package io.photosync.health;

import io.photosync.identity.CredentialCheck;
import io.photosync.identity.CredentialState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether Entra will go on taking the app's credential. */
@Wellness
@ApplicationScoped
class CredentialWellness implements HealthCheck {
    private final CredentialCheck check;

    CredentialWellness(CredentialCheck check) {
        this.check = check;
    }

    @Override
    public HealthCheckResponse call() {
        CredentialState state = check.state();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("credential")
                .status(state.trouble().isEmpty())
                .withData("kind", state.kind());
        state.ends().ifPresent(ends -> response.withData("ends", ends.toString()));
        state.trouble().ifPresent(why -> response.withData("trouble", why));
        // No reason to be down: photo sync works, and who runs it may have their reasons.
        state.exposed().ifPresent(who -> response.withData("exposed", who));
        return response.build();
    }
}
