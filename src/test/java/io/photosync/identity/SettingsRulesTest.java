package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.photosync.graph.GraphSettings;
import io.photosync.subscription.WebhookUrlSettings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the rooms next to Microsoft: read side by side, their defaults, and what is refused. */
class SettingsRulesTest {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    @Test
    void three_settings_are_enough_to_start() {
        SmallRyeConfig config = config(Map.of());

        IdentitySettings identity = config.getConfigMapping(IdentitySettings.class);
        assertThat(identity.loginUrl()).hasToString("https://login.microsoftonline.com");
        assertThat(identity.certificate().path()).isEmpty();
        assertThat(identity.federatedTokenFile()).isEmpty();
        assertThat(identity.tls().trustPath()).isEmpty();
        assertThat(config.getConfigMapping(GraphSettings.class).graphUrl()).isEqualTo("https://graph.microsoft.com");
        assertThat(config.getConfigMapping(WebhookUrlSettings.class).clientState())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "photosync.tenant-id, contoso",
        "photosync.client-id, my-app",
        "photosync.graph-url, http://graph.microsoft.com",
        "photosync.graph-url, https://graph.microsoft.com/v1.0",
        "photosync.webhook.public-url, http://photosync.example",
        "photosync.webhook.public-url, https://photosync.example?x=y"
    })
    void a_wrong_setting_is_refused_by_name_with_the_value_got(String name, String value) {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> config(Map.of(name, value)))
                .withMessageContaining(name)
                .withMessageContaining("must be")
                .withMessageContaining("got '" + value + "'");
    }

    @Test
    void a_client_state_that_graph_would_refuse_is_refused_without_showing_it() {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> config(Map.of("photosync.webhook.client-state", "s".repeat(129))))
                .withMessageContaining("must have 1 to 128 characters")
                .withMessageNotContaining("sss");
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("photosync.tenant-id", "contoso.example")
                .withDefaultValue("photosync.client-id", "5f1b8f24-0000-4000-8000-000000000001")
                .withDefaultValue("photosync.webhook.public-url", "https://photosync.example")
                .withDefaultValues(settings)
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return VALIDATORS.getValidator();
                    }
                })
                .withMapping(IdentitySettings.class)
                .withMapping(GraphSettings.class)
                .withMapping(WebhookUrlSettings.class)
                .build();
    }
}
