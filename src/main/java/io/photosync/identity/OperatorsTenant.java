package io.photosync.identity;

import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tokens that the ops API accepts: those that Entra issues for photo sync's app registration. Its keys are fetched
 * with the first token and not at the start: the service does not wait for Entra, and an outage then does no harm yet.
 */
@ApplicationScoped
class OperatorsTenant {
    private final OidcTenantConfig config;

    OperatorsTenant(
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") URI entra,
            IdentitySettings identity,
            OutgoingProxy proxy) {
        this.config = TenantBasis.of(entra, identity, proxy)
                .tenantId("operators")
                .applicationType(ApplicationType.SERVICE)
                .token()
                // Entra writes the client id into tokens of version 2; an app registration left at version 1 has its
                // URI there.
                .audience(identity.clientId(), "api://" + identity.clientId())
                .end()
                .roles()
                .roleClaimPath("roles")
                .end()
                .build();
    }

    OidcTenantConfig config() {
        return config;
    }
}
