package io.photosync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key set goes the same way as everything else: what quarkus-oidc is told of the proxy, by the service's own application.properties. */
class OidcProxyTest {
    private static final int OF_THE_ENVIRONMENT = 300;
    private static final int OF_THE_JAR = 250;

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY", "https_proxy", "photosync.https-proxy"})
    void the_proxy_is_the_settings_or_the_environments(String name) throws IOException {
        SmallRyeConfig config = config(Map.of(name, "http://proxy.contoso.example:3128"));

        assertThat(config.getConfigValue("oidc-proxy.host").getValue()).isEqualTo("proxy.contoso.example");
        assertThat(config.getConfigValue("oidc-proxy.port").getValue()).isEqualTo("3128");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PROXY, .microsoftonline.com",
        "no_proxy, login.microsoftonline.com",
        "photosync.no-proxy, microsoftonline.com:443",
        "NO_PROXY, *"
    })
    void it_is_none_where_entra_is_excepted(String name, String value) throws IOException {
        SmallRyeConfig config = config(Map.of("HTTPS_PROXY", "http://proxy.contoso.example:3128", name, value));

        assertThat(config.getConfigValue("oidc-proxy.host").getValue()).isNull();
    }

    @Test
    void one_that_cannot_be_used_is_left_to_the_check_of_the_settings() throws IOException {
        assertThat(config(Map.of("HTTPS_PROXY", "socks://proxy:1"))
                        .getConfigValue("oidc-proxy.host")
                        .getValue())
                .isNull();
    }

    private static SmallRyeConfig config(Map<String, String> environment) throws IOException {
        Properties service = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            service.load(file);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(service, "application.properties", OF_THE_JAR))
                .withSources(new PropertiesConfigSource(environment, "environment", OF_THE_ENVIRONMENT))
                .withSources(new OidcProxy())
                .build();
    }
}
