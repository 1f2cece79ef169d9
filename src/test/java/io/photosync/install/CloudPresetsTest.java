package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/entra/clouds}: the addresses of each of Microsoft's clouds, as settings of the service. */
class CloudPresetsTest {
    private static final Path FOLDER = Path.of("deploy/entra/clouds");
    private static final List<Class<?>> MAPPINGS = mappings();
    private static final Set<String> SETTINGS = settings();
    private static final Set<String> ADDRESSES = SETTINGS.stream()
            .filter(name -> name.matches(".*[.-](url|urls|bootstrap-servers)"))
            .collect(Collectors.toSet());

    @Test
    void there_is_one_for_each_cloud() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "worldwide.properties", "gcc-high.properties", "dod.properties", "21vianet.properties");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"worldwide", "gcc-high", "dod", "21vianet"})
    void each_names_every_address_and_nothing_that_is_no_setting(String cloud) throws IOException {
        Set<String> named = preset(cloud).stringPropertyNames();

        assertThat(ADDRESSES)
                .contains(
                        "photosync.graph-url",
                        "photosync.sharepoint.my-site-url",
                        "photosync.event-hub.notification-url");
        assertThat(named).isSubsetOf(SETTINGS).containsAll(ADDRESSES);
    }

    @Test
    void the_worldwide_ones_are_the_defaults() throws IOException {
        Properties worldwide = preset("worldwide");

        assertThat(defaultOf("photosync.login-url")).isEqualTo(worldwide.getProperty("photosync.login-url"));
        assertThat(defaultOf("photosync.graph-url")).isEqualTo(worldwide.getProperty("photosync.graph-url"));
    }

    @Test
    void no_two_clouds_share_a_graph_or_a_sharepoint() throws IOException {
        for (String setting : List.of("photosync.graph-url", "photosync.sharepoint.my-site-url")) {
            Set<String> values = new TreeSet<>();
            for (String cloud : List.of("worldwide", "gcc-high", "dod", "21vianet")) {
                values.add(preset(cloud).getProperty(setting));
            }
            assertThat(values).as(setting).hasSize(4);
        }
    }

    /** As Microsoft lists them: learn.microsoft.com, "National clouds" and "Compare Azure Government and global Azure". */
    @ParameterizedTest
    @CsvSource({
        "worldwide, login.microsoftonline.com, graph.microsoft.com, sharepoint.com, servicebus.windows.net",
        "gcc-high, login.microsoftonline.us, graph.microsoft.us, sharepoint.us, servicebus.usgovcloudapi.net",
        "dod, login.microsoftonline.us, dod-graph.microsoft.us, sharepoint-mil.us, servicebus.usgovcloudapi.net",
        "21vianet, login.chinacloudapi.cn, microsoftgraph.chinacloudapi.cn, sharepoint.cn, servicebus.chinacloudapi.cn"
    })
    void each_has_the_hosts_of_its_cloud(String cloud, String login, String graph, String sharePoint, String hubs)
            throws IOException {
        Properties preset = preset(cloud);

        assertThat(preset.getProperty("photosync.login-url")).isEqualTo("https://" + login);
        assertThat(preset.getProperty("photosync.graph-url")).isEqualTo("https://" + graph);
        assertThat(preset.getProperty("photosync.sharepoint.my-site-url"))
                .isEqualTo("https://contoso-my." + sharePoint);
        assertThat(preset.getProperty("photosync.sharepoint.admin-url"))
                .isEqualTo("https://contoso-admin." + sharePoint);
        assertThat(preset.getProperty("photosync.event-hub.bootstrap-servers")).isEqualTo("NAMESPACE.%s:9093", hubs);
        assertThat(preset.getProperty("photosync.event-hub.notification-url"))
                .isEqualTo("EventHub:https://NAMESPACE.%s/eventhubname/HUB?tenantId=TENANT", hubs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worldwide", "gcc-high", "dod", "21vianet"})
    void each_is_taken_by_the_service(String cloud) throws IOException {
        StringWriter text = new StringWriter();
        Properties preset = preset(cloud);
        preset.put("photosync.tenant-id", "contoso.example");
        preset.put("photosync.client-id", "00000000-0000-0000-0000-000000000000");
        preset.store(text, null);

        assertThat(new ServiceSettings(Map.of(cloud, text.toString()), Map.of()).value("photosync.graph-url"))
                .isPresent();
    }

    private static Properties preset(String cloud) throws IOException {
        Properties preset = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(cloud + ".properties"))) {
            preset.load(reader);
        }
        return preset;
    }

    private static Set<String> settings() {
        return MAPPINGS.stream()
                .flatMap(type -> ConfigClass.configClass(type).getProperties().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static String defaultOf(String setting) {
        return MAPPINGS.stream()
                .map(type -> ConfigClass.configClass(type).getProperties().get(setting))
                .filter(value -> value != null)
                .findFirst()
                .orElseThrow();
    }

    private static List<Class<?>> mappings() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.photosync").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
