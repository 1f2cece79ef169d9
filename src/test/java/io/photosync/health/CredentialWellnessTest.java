package io.photosync.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.identity.CredentialCheck;
import io.photosync.identity.IdentitySettings;
import io.photosync.sandbox.tls.Keyring;
import io.photosync.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialWellnessTest {
    @TempDir
    Path folder;

    @Test
    void well_is_down_two_weeks_before_the_certificate_expires_and_not_for_a_key_that_others_may_read()
            throws Exception {
        // Given
        Keyring keys = Keyring.create(Clock.systemUTC());
        keys.write(folder);
        Instant ends = keys.app().certificate().getNotAfter().toInstant();
        MovableClock clock = new MovableClock(ends.minus(Duration.ofDays(14)));
        CredentialWellness wellness = new CredentialWellness(new CredentialCheck(settings(), clock));

        // When
        HealthCheckResponse before = wellness.call();
        clock.advance(Duration.ofSeconds(1));
        Files.setPosixFilePermissions(folder.resolve("client.key"), PosixFilePermissions.fromString("rw-r--r--"));
        HealthCheckResponse after = wellness.call();

        // Then
        assertThat(before.getStatus()).isEqualTo(Status.UP);
        assertThat(before.getData().orElseThrow()).containsEntry("ends", ends.toString());
        assertThat(before.getData().orElseThrow()).doesNotContainKey("exposed");
        assertThat(after.getStatus()).isEqualTo(Status.DOWN);
        assertThat(after.getData().orElseThrow().get("trouble")).asString().contains("in 13 days");
        assertThat(after.getData().orElseThrow().get("exposed")).asString().contains("client.key");

        // And
        clock.advance(Duration.ofDays(-1));
        assertThat(wellness.call().getStatus()).isEqualTo(Status.UP);
    }

    private IdentitySettings settings() {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(Map.of(
                        "photosync.tenant-id",
                        "contoso.example",
                        "photosync.client-id",
                        "5f1b8f24-0000-4000-8000-000000000001",
                        "photosync.certificate.path",
                        folder.resolve("client.pem").toString(),
                        "photosync.certificate.key-path",
                        folder.resolve("client.key").toString()))
                .withMapping(IdentitySettings.class)
                .build()
                .getConfigMapping(IdentitySettings.class);
    }
}
