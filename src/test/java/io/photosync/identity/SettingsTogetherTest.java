package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.exchange.ExchangeSettings;
import io.photosync.sandbox.SandboxResource;
import io.photosync.subscription.WebhookUrlSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rooms map their parts of {@code photosync.*} side by side, and none takes another's settings for unknown. */
@QuarkusTest
@QuarkusTestResource(value = SandboxResource.class, restrictToAnnotatedClass = true)
@TestProfile(SettingsTogetherTest.Address.class)
class SettingsTogetherTest {
    @Inject
    IdentitySettings identity;

    @Inject
    ExchangeSettings exchange;

    @Inject
    WebhookUrlSettings webhook;

    @Test
    void each_room_reads_its_own() {
        assertThat(identity.loginUrl()).hasHost("localhost");
        assertThat(identity.certificate().path()).isPresent();
        assertThat(identity.federatedTokenFile()).isEmpty();
        assertThat(exchange.graphUrl()).startsWith("https://localhost:");
        assertThat(webhook.publicUrl()).isEqualTo("http://localhost:8081");
    }

    public static class Address implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "photosync.webhook.public-url", "http://localhost:8081",
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        }
    }
}
