package io.photosync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.identity.IdentitySettings;
import io.photosync.identity.Tokens;
import io.photosync.identity.TrustedAuthorities;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.subscription.EventHubAddress;
import io.photosync.subscription.EventHubSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventHubConnectionTest {
    private static final EventHubAddress ADDRESS = new EventHubAddress("sandbox.servicebus.windows.net:9093", "photos");

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void without_a_secret_kafka_signs_in_with_a_token_of_the_app() throws Exception {
        // Given
        Map<String, Object> config = config(Map.of());
        EventHubLogin login = new EventHubLogin();
        login.configure(config, "OAUTHBEARER", List.of());
        OAuthBearerTokenCallback callback = new OAuthBearerTokenCallback();

        // When
        login.handle(new Callback[] {callback});

        // Then
        assertThat(config)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "OAUTHBEARER");
        assertThat(callback.token().value().split("\\.")).hasSize(3);
        assertThat(callback.token().lifetimeMs())
                .isGreaterThan(Clock.systemUTC().millis());
        assertThat(callback.token().toString()).doesNotContain(callback.token().value());
    }

    @Test
    void a_connection_string_is_the_password_whatever_it_contains() {
        // Given
        String secret = "Endpoint=sb://x/;SharedAccessKey=a\"b\\c=";

        // When
        Map<String, Object> config = config(Map.of("photosync.event-hub.connection-string", secret));

        // Then
        Password jaas = new Password((String) config.get("sasl.jaas.config"));
        JaasContext context = JaasContext.loadClientContext(Map.of("sasl.jaas.config", jaas));
        assertThat(config).containsEntry("sasl.mechanism", "PLAIN");
        assertThat(context.configurationEntries().getFirst().getOptions().get("password"))
                .isEqualTo(secret);
    }

    @Test
    void any_setting_of_kafka_overrides_ours() {
        Map<String, Object> config = config(Map.of(
                "photosync.event-hub.kafka.\"security.protocol\"",
                "PLAINTEXT",
                "photosync.event-hub.kafka.\"session.timeout.ms\"",
                "45000"));

        assertThat(config).containsEntry("security.protocol", "PLAINTEXT").containsEntry("session.timeout.ms", "45000");
    }

    private Map<String, Object> config(Map<String, String> more) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withDefaultValues(sandbox.serviceSettings())
                .withDefaultValues(more)
                .withMapping(IdentitySettings.class)
                .withMapping(EventHubSettings.class)
                .withValidateUnknown(false)
                .build();
        IdentitySettings identity = config.getConfigMapping(IdentitySettings.class);
        Tokens tokens = new Tokens(identity, new TrustedAuthorities(identity), Clock.systemUTC());
        return new EventHubConnection(ADDRESS, config.getConfigMapping(EventHubSettings.class), tokens).config();
    }
}
