package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.OidcTenantConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What quarkus-oidc is told of sessions by our settings. */
// Quarkus has another way for its settings, and none yet for a tenant that is made in code.
@SuppressWarnings("removal")
class ConsoleTenantTest {
    private static final URI ENTRA =
            URI.create("https://login.microsoftonline.com/5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed/v2.0");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void without_a_public_address_that_of_the_request_counts() {
        OidcTenantConfig tenant = tenant(Map.of());

        assertThat(tenant.authentication().redirectPath()).contains("/ops/signed-in");
        assertThat(tenant.authentication().cookieForceSecure()).isFalse();
    }

    @Test
    void behind_a_proxy_that_ends_tls_redirects_and_cookies_are_for_https() {
        OidcTenantConfig tenant = tenant(Map.of("photosync.console.public-url", "https://photosync.contoso.example"));

        assertThat(tenant.authentication().redirectPath()).contains("https://photosync.contoso.example/ops/signed-in");
        assertThat(tenant.authentication().cookieForceSecure()).isTrue();
    }

    @Test
    void the_session_is_encrypted_with_keys_that_all_replicas_have() {
        SessionKeys keys = SessionKeys.from(SECRET.getBytes());

        OidcTenantConfig tenant = tenant(Map.of());

        assertThat(tenant.tokenStateManager().encryptionSecret()).contains(keys.cookie());
        assertThat(tenant.authentication().stateSecret()).contains(keys.state());
    }

    @Test
    void entra_is_reached_through_the_same_proxy_as_all_else() {
        OidcTenantConfig tenant = tenant(Map.of("photosync.https-proxy", "http://proxy.contoso.example:3128"));

        assertThat(tenant.proxy().host()).contains("proxy.contoso.example");
        assertThat(tenant.proxy().port()).isEqualTo(3128);
    }

    private static OidcTenantConfig tenant(Map<String, String> settings) {
        Map<String, String> given = new HashMap<>(settings);
        given.put("photosync.tenant-id", "5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed");
        given.put("photosync.client-id", "5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed");
        given.put("photosync.console.session-secret", SECRET);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(given, "test", 300))
                .withMapping(IdentitySettings.class)
                .withMapping(ConsoleSettings.class)
                .withValidateUnknown(false)
                .build();
        IdentitySettings identity = config.getConfigMapping(IdentitySettings.class);
        ConsoleSettings console = config.getConfigMapping(ConsoleSettings.class);
        SessionKeySource keys = new SessionKeySource(console, identity, Clock.systemUTC());
        return new ConsoleTenant(ENTRA, identity, console, new OutgoingProxy(identity), keys).config();
    }
}
