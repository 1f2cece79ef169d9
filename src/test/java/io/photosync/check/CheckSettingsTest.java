package io.photosync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.photosync.identity.IdentitySettings;
import io.photosync.identity.OutgoingProxy;
import io.smallrye.config.ConfigMapping;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckSettingsTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "photosync.tenant-id", "contoso.example",
            "photosync.client-id", "00000000-0000-0000-0000-000000000000",
            "photosync.sharepoint.my-site-url", "https://contoso-my.sharepoint.com",
            "photosync.sharepoint.admin-url", "https://contoso-admin.sharepoint.com");

    @Test
    void every_setting_of_the_service_is_read() {
        List<String> mappings = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("/io/photosync/sandbox/"))
                        .importPackages("io.photosync")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(CheckSettings.ALL.stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(mappings);
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY, NO_PROXY", "https_proxy, no_proxy", "photosync.https-proxy, photosync.no-proxy"})
    void the_proxy_and_its_exceptions_are_the_settings_or_the_environments(String proxy, String exceptions) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.put(proxy, "http://proxy.contoso.example:3128");
        settings.put(exceptions, "graph.microsoft.com");
        OutgoingProxy way = new OutgoingProxy(CheckSettings.read(settings).getConfigMapping(IdentitySettings.class));

        assertThat(way.forUri(URI.create("https://contoso-my.sharepoint.com"))).isPresent();
        assertThat(way.forUri(URI.create("https://graph.microsoft.com"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"photosync.webhook.client-state", "photosync.https-proxy"})
    void a_secret_in_a_setting_that_is_wrong_is_not_shown(String setting) throws Exception {
        String secret = "hunter2".repeat(20);
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.put(setting, setting.endsWith("proxy") ? "http://ada:%s@proxy:3128".formatted(secret) : secret);

        CheckReport checkReport = new CheckList(settings, Optional.empty(), Clock.systemUTC()).run();

        assertThat(checkReport.exitCode()).isEqualTo(1);
        assertThat(checkReport.text()).contains(setting).doesNotContain("hunter2");
        assertThat(checkReport.json()).doesNotContain("hunter2");
    }

    @Test
    void an_unknown_argument_is_reported_with_the_usage() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        assertThat(CheckCommand.run(List.of("--yaml"), System.out, new PrintStream(said)))
                .isEqualTo(2);
        assertThat(CheckCommand.run(List.of("--write-as"), System.out, new PrintStream(said)))
                .isEqualTo(2);
        assertThat(CheckCommand.run(List.of("--write-as", "nobody"), System.out, new PrintStream(said)))
                .isEqualTo(2);
        assertThat(said.toString()).contains("unknown argument --yaml", "--write-as needs", "Exit code");
    }

    @Test
    void texts_are_shortened_where_they_name_a_user() {
        assertThat(
                        Shortened.of(
                                "user 5eed0001-7e4a-4d0b-9c3e-0a11ce0b5eed is ada.byron@contoso.example with eyJhbGciOiJSUzI1NiJ9.abc.def"))
                .isEqualTo("user 5eed0001… is a…@contoso.example with (token)");
    }
}
