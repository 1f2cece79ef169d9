package io.photosync.identity;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tokens that the ops API accepts: those that Entra issues for photo sync's app registration. Its keys are fetched
 * with the first token and not at the start: the service does not wait for Entra, and an outage then does no harm yet.
 */
@ApplicationScoped
class OperatorsTenant implements TenantConfigResolver {
    private final Uni<OidcTenantConfig> config;

    OperatorsTenant(
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") URI entra,
            IdentitySettings identity,
            OutgoingProxy proxy) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(entra.toString())
                .tenantId("operators")
                .applicationType(ApplicationType.SERVICE)
                .clientId(identity.clientId())
                // Trusts the JDK's authorities and those of photosync.tls.trust-path: OidcTrust.
                .tlsConfigurationName("photosync")
                .token()
                // Entra writes the client id into tokens of version 2; an app registration left at version 1 has its
                // URI there.
                .audience(identity.clientId(), "api://" + identity.clientId())
                .end()
                .roles()
                .roleClaimPath("roles")
                .end();
        // The key set comes through the same proxy as all else.
        proxy.forUri(entra)
                .map(used -> (InetSocketAddress) used.address())
                .ifPresent(at -> tenant.proxy(at.getHostString(), at.getPort()));
        this.config = Uni.createFrom().item(tenant.build());
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        return config;
    }
}
