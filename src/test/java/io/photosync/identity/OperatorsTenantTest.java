package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.runtime.OidcTenantConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key set goes the same way as everything else: what quarkus-oidc is told of the proxy, by the service's own application.properties. */
// Quarkus has another way for its settings, and none yet for a tenant that is made in code.
@SuppressWarnings("removal")
class OperatorsTenantTest {
    private static final int OF_THE_ENVIRONMENT = 300;
    private static final int OF_THE_JAR = 250;
    private static final String ID = "5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed";

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY", "https_proxy", "photosync.https-proxy"})
    void the_proxy_is_the_settings_or_the_environments(String name) throws IOException {
        OidcTenantConfig tenant = tenant(Map.of(name, "http://proxy.contoso.example:3128"));

        assertThat(tenant.proxy().host()).contains("proxy.contoso.example");
        assertThat(tenant.proxy().port()).isEqualTo(3128);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PROXY, .microsoftonline.com",
        "no_proxy, login.microsoftonline.com",
        "photosync.no-proxy, microsoftonline.com:443",
        "NO_PROXY, *"
    })
    void it_is_none_where_entra_is_excepted(String name, String value) throws IOException {
        OidcTenantConfig tenant = tenant(Map.of("HTTPS_PROXY", "http://proxy.contoso.example:3128", name, value));

        assertThat(tenant.proxy().host()).isEmpty();
    }

    private static OidcTenantConfig tenant(Map<String, String> environment) throws IOException {
        SmallRyeConfig config = config(environment);
        IdentitySettings identity = config.getConfigMapping(IdentitySettings.class);
        URI entra =
                URI.create(config.getConfigValue("quarkus.oidc.auth-server-url").getValue());
        return new OperatorsTenant(entra, identity, new OutgoingProxy(identity)).config();
    }

    private static SmallRyeConfig config(Map<String, String> environment) throws IOException {
        Properties service = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            service.load(file);
        }
        Map<String, String> given = new HashMap<>(environment);
        given.put("photosync.tenant-id", ID);
        given.put("photosync.client-id", ID);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(service, "application.properties", OF_THE_JAR))
                .withSources(new PropertiesConfigSource(given, "environment", OF_THE_ENVIRONMENT))
                .withMapping(IdentitySettings.class)
                .withValidateUnknown(false)
                .build();
    }
}
