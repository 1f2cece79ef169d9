package io.photosync.health;

import io.photosync.identity.CredentialCheck;
import io.photosync.identity.CredentialState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Down when Entra rejects the app's credential, or will soon. */
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
        // Not a reason to be down: photo sync works, and the permissions may be intended.
        state.exposed().ifPresent(who -> response.withData("exposed", who));
        return response.build();
    }
}
