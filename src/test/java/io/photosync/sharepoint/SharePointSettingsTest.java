package io.photosync.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharePointSettingsTest {
    private static final Map<String, String> HOSTS = Map.of(
            "photosync.sharepoint.my-site-url", "https://contoso-my.sharepoint.com",
            "photosync.sharepoint.admin-url", "https://contoso-admin.sharepoint.com");

    static SharePointSettings with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(SharePointSettings.class)
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(SharePointSettings.class);
    }

    @Test
    void only_the_hosts_must_be_set() {
        SharePointSettings settings = with(HOSTS);

        assertThat(settings.mySiteUrl().audience()).isEqualTo("https://contoso-my.sharepoint.com");
        assertThat(settings.adminUrl().audience()).isEqualTo("https://contoso-admin.sharepoint.com");
        assertThat(settings.folder()).isEmpty();
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.company()).isEqualTo("PhotoSync");
    }

    @Test
    void every_setting_can_be_changed() {
        SharePointSettings settings = with(and(Map.of(
                "photosync.sharepoint.folder", "Profilbilder",
                "photosync.sharepoint.request-timeout", "5s",
                "photosync.sharepoint.company", "Contoso")));

        assertThat(settings.folder()).contains("Profilbilder");
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.company()).isEqualTo("Contoso");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://contoso-my.sharepoint.com",
                "contoso-my.sharepoint.com",
                "https://contoso-my.sharepoint.com/sites/x",
                "https://contoso-my.sharepoint.com?x=1",
                "https://user@contoso-my.sharepoint.com"
            })
    void a_host_that_is_none_is_refused_with_setting_rule_and_value(String url) {
        assertThatThrownBy(() -> with(and(Map.of("photosync.sharepoint.my-site-url", url))))
                .hasStackTraceContaining("photosync.sharepoint.my-site-url")
                .hasStackTraceContaining("must be https://host[:port] without a path, got '" + url + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "folder, a/b, 'must be the name of a folder, without \" * : < > ? / \\ |, got ''a/b'''",
        "request-timeout, 10ms, 'must be at least PT1S, got PT0.01S'",
        "company, a|b, 'must be 1 to 64 letters, digits, spaces, dots, dashes or underlines, got ''a|b'''"
    })
    void a_value_against_its_rule_is_refused(String name, String value, String message) {
        assertThatThrownBy(() -> with(and(Map.of("photosync.sharepoint." + name, value))))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("photosync.sharepoint." + name + " " + message);
    }

    @Test
    void the_standard_port_is_part_of_urls_in_profiles_and_of_no_audience() {
        SiteUrl standard = SiteUrl.of("https://contoso-my.sharepoint.com:443/");
        SiteUrl sandbox = SiteUrl.of("https://localhost:9443");

        assertThat(standard.audience()).isEqualTo("https://contoso-my.sharepoint.com");
        assertThat(standard.withPort()).isEqualTo("https://contoso-my.sharepoint.com:443");
        assertThat(sandbox.audience()).isEqualTo("https://localhost:9443");
    }

    private static Map<String, String> and(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(HOSTS);
        all.putAll(more);
        return all;
    }
}
