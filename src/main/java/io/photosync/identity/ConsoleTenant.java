package io.photosync.identity;

import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sign-in to the operators' pages by the code flow: quarkus-oidc keeps the ID token in an encrypted cookie, and there
 * is no session on the server.
 *
 * <p>Roles come from the ID token. The access token that comes with it is Microsoft Graph's and not ours to read.
 */
@ApplicationScoped
class ConsoleTenant {
    static final String ID = "console";

    private final URI entra;
    private final IdentitySettings identity;
    private final ConsoleSettings console;
    private final OutgoingProxy proxy;
    private final SessionKeySource keys;
    private volatile Made latest;

    ConsoleTenant(
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") URI entra,
            IdentitySettings identity,
            ConsoleSettings console,
            OutgoingProxy proxy,
            SessionKeySource keys) {
        this.entra = entra;
        this.identity = identity;
        this.console = console;
        this.proxy = proxy;
        this.keys = keys;
    }

    private record Made(SessionKeys keys, OidcTenantConfig config) {}

    /**
     * The same object as long as the keys are the same.
     *
     * @throws NoSessionSecret where no session could be kept
     */
    OidcTenantConfig config() {
        SessionKeys current = keys.current();
        Made made = latest;
        if (made == null || made.keys() != current) {
            made = new Made(current, make(current));
            latest = made;
        }
        return made.config();
    }

    private OidcTenantConfig make(SessionKeys current) {
        OidcTenantConfigBuilder tenant = TenantBasis.of(entra, identity, proxy)
                .tenantId(ID)
                .applicationType(ApplicationType.WEB_APP)
                .token()
                .audience(identity.clientId())
                .principalClaim("preferred_username")
                .end()
                .roles(Source.idtoken, "roles")
                .tokenStateManager()
                .strategy(Strategy.ID_TOKEN)
                .encryptionSecret(current.cookie())
                .end();
        return tenant.authentication()
                .redirectPath(console.redirectUri().map(URI::toString).orElse(ConsolePath.SIGNED_IN))
                .restorePathAfterRedirect()
                // Without it Entra names nobody in the token.
                .scopes("profile")
                .pkceRequired()
                .nonceRequired()
                .stateSecret(current.state())
                // With "strict" the browser would not send the state's cookie when it comes back from Entra.
                .cookieSameSite(CookieSameSite.LAX)
                .cookiePath(ConsolePath.ROOT)
                .cookieForceSecure(console.redirectUri()
                        .filter(uri -> uri.getScheme().equals("https"))
                        .isPresent())
                .javaScriptAutoRedirect(false)
                .end()
                .build();
    }
}
