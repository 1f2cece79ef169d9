package io.photosync.identity;

import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import java.net.InetSocketAddress;
import java.net.URI;

/** What the tenants of the API and of the pages have in common: who Entra is, and how it is reached. */
final class TenantBasis {
    private TenantBasis() {}

    static OidcTenantConfigBuilder of(URI entra, IdentitySettings identity, OutgoingProxy proxy) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(entra.toString())
                .clientId(identity.clientId())
                // Trusts the JDK's authorities and those of photosync.tls.trust-path: OidcTrust.
                .tlsConfigurationName("photosync");
        // The key set comes through the same proxy as all else.
        proxy.forUri(entra)
                .map(used -> (InetSocketAddress) used.address())
                .ifPresent(at -> tenant.proxy(at.getHostString(), at.getPort()));
        return tenant;
    }
}
