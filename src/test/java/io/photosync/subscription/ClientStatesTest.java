package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.photosync.identity.AppSecret;
import io.photosync.identity.IdentitySettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientStatesTest {
    @TempDir
    Path folder;

    @Test
    void the_first_state_is_used_and_the_others_are_still_accepted() {
        ClientStates states = states(Map.of("photosync.webhook.client-state", "new-one,old-one"));

        assertThat(states.current()).isEqualTo("new-one");
        assertThat(states.accepted("new-one")).isTrue();
        assertThat(states.accepted("old-one")).isTrue();
        assertThat(states.accepted("older-one")).isFalse();
        assertThat(states.accepted("")).isFalse();
        assertThat(states.accepted(null)).isFalse();
    }

    @Test
    void a_state_that_is_not_set_follows_from_the_key_and_from_nothing_else() throws Exception {
        // Given
        Path key = key("one");

        // When
        ClientStates first = states(Map.of("photosync.certificate.key-path", key.toString()));
        ClientStates later = states(Map.of("photosync.certificate.key-path", key.toString()));
        ClientStates other =
                states(Map.of("photosync.certificate.key-path", key("other").toString()));

        // Then
        assertThat(later.current()).isEqualTo(first.current()).hasSizeBetween(32, 128);
        assertThat(later.fingerprint()).isEqualTo(first.fingerprint()).hasSize(4);
        assertThat(other.current()).isNotEqualTo(first.current());
    }

    @Test
    void with_a_federated_token_the_state_must_be_set() {
        assertThatIllegalStateException()
                .isThrownBy(() -> states(Map.of("photosync.federated-token-file", "/var/run/token")))
                .withMessageStartingWith("photosync.webhook.client-state must be set");
    }

    private Path key(String name) throws NoSuchAlgorithmException, IOException {
        byte[] der = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String body = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    }

    private static ClientStates states(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withDefaultValue("photosync.tenant-id", "contoso.example")
                .withDefaultValue("photosync.client-id", "5f1b8f24-0000-4000-8000-000000000001")
                .withDefaultValue("photosync.webhook.public-url", "https://photosync.example")
                .withDefaultValues(settings)
                .withMapping(IdentitySettings.class)
                .withMapping(WebhookUrlSettings.class)
                .build();
        return new ClientStates(
                config.getConfigMapping(WebhookUrlSettings.class),
                new AppSecret(config.getConfigMapping(IdentitySettings.class)));
    }
}
