package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings of the sandbox in the app, in whatever way it is started. */
class RunSettingsTest {
    private static final Path SETTINGS =
            Path.of("src", "sandbox", "resources", "META-INF", "microprofile-config.properties");

    private static final Path SERVICE = Path.of("src", "main", "resources", "application.properties");
    private static final int SERVICE_ORDINAL = 250;

    @Test
    void nobody_but_this_machine_reaches_a_tenant_that_asks_for_no_login() throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(SETTINGS.toUri().toURL()),
                        new PropertiesConfigSource(SERVICE.toUri().toURL(), SERVICE_ORDINAL))
                .build();

        for (String host : List.of("quarkus.http.host", "quarkus.management.host")) {
            assertThat(InetAddress.getByName(config.getValue(host, String.class)))
                    .as(host)
                    .matches(InetAddress::isLoopbackAddress);
        }
    }
}
