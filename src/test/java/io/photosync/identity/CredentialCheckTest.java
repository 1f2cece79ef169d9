package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of one day, of which {@code well} is to speak six hours before its end. */
class CredentialCheckTest {
    @TempDir
    Path folder;

    private TestCertificate own;
    private MovableClock clock;
    private CredentialCheck check;

    @BeforeEach
    void make_a_certificate() throws Exception {
        own = TestCertificate.writtenTo(folder, "own");
        mode("rw-------");
        clock = new MovableClock(Instant.now());
        check = new CredentialCheck(settings(), clock);
    }

    @Test
    void a_certificate_that_lasts_is_no_trouble() {
        CredentialState state = check.state();

        assertThat(state.kind()).isEqualTo("certificate");
        assertThat(state.ends().orElseThrow())
                .isBetween(clock.instant().plusSeconds(86_000), clock.instant().plusSeconds(86_800));
        assertThat(state.trouble()).isEmpty();
        assertThat(state.exposed()).isEmpty();
    }

    @Test
    void a_certificate_that_ends_soon_has_ended_or_is_not_valid_yet_is_reported_with_the_time() {
        Instant ends = check.state().ends().orElseThrow();

        clock.advance(Duration.ofHours(19));
        assertThat(check.state().trouble()).get().asString().contains("own.crt", "ends at " + ends, "in 0 days");

        clock.advance(Duration.ofHours(6));
        assertThat(check.state().trouble()).get().asString().contains("own.crt", "has ended at " + ends);

        clock.advance(Duration.ofHours(-30));
        assertThat(check.state().trouble()).get().asString().contains("own.crt", "is good from");
    }

    @Test
    void a_certificate_that_was_replaced_in_time_is_no_trouble_any_more() throws Exception {
        clock.advance(Duration.ofHours(19));
        assertThat(check.state().trouble()).isPresent();

        TestCertificate next = TestCertificate.writtenTo(folder, "next", Duration.ofDays(2));
        Files.move(next.certificate(), own.certificate(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(check.state().trouble())
                .get()
                .asString()
                .contains("own.key", "must hold the key of the first certificate");
        Files.move(next.key(), own.key(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(check.state().trouble()).isEmpty();
    }

    @Test
    void a_certificate_that_cannot_be_read_is_trouble_and_has_no_end() throws IOException {
        Files.writeString(own.certificate(), "nothing");

        assertThat(check.state().ends()).isEmpty();
        assertThat(check.state().trouble()).get().asString().contains("own.crt", "no PEM block was found");
        assertThat(gauge()).isNaN();
    }

    @Test
    void a_key_that_every_user_may_read_is_reported_and_one_for_the_group_is_not() throws IOException {
        mode("rw-r--r--");
        assertThat(check.state().exposed()).get().asString().contains("own.key", "its mode is rw-r--r--");
        assertThat(check.state().trouble()).isEmpty();

        mode("r--r-----");
        assertThat(check.state().exposed()).isEmpty();
    }

    @Test
    void a_federated_token_has_no_end_of_its_own() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a.b.c");
        CredentialCheck federated =
                new CredentialCheck(settings(Map.of("photosync.federated-token-file", token.toString())), clock);
        assertThat(federated.state()).returns("federated-token", CredentialState::kind);
        assertThat(federated.state().ends()).isEmpty();
        assertThat(federated.state().trouble()).isEmpty();

        Files.delete(token);
        assertThat(federated.state().trouble()).get().asString().contains("token", "must be a readable file");
    }

    @Test
    void the_end_is_a_metric_in_seconds_since_1970() {
        assertThat(gauge()).isEqualTo(check.state().ends().orElseThrow().getEpochSecond());
    }

    @Test
    void two_weeks_before_its_end_a_certificate_is_reported() {
        assertThat(settings(Map.of()).certificate().warnBefore()).isEqualTo(Duration.ofDays(14));
    }

    private double gauge() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        check.onStart(null, meters);
        return meters.get("photosync.certificate.expiration.timestamp").gauge().value();
    }

    private void mode(String permissions) throws IOException {
        Files.setPosixFilePermissions(own.key(), PosixFilePermissions.fromString(permissions));
    }

    private IdentitySettings settings() {
        return settings(Map.of(
                "photosync.certificate.path", own.certificate().toString(),
                "photosync.certificate.key-path", own.key().toString(),
                "photosync.certificate.warn-before", "PT6H"));
    }

    private static IdentitySettings settings(Map<String, String> more) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("photosync.tenant-id", "contoso.example")
                .withDefaultValue("photosync.client-id", "5f1b8f24-0000-4000-8000-000000000001")
                .withDefaultValues(more)
                .withMapping(IdentitySettings.class)
                .build()
                .getConfigMapping(IdentitySettings.class);
    }
}
