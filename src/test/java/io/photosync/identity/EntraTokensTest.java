package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntraTokensTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final MovableClock clock = new MovableClock(Instant.now());

    @TempDir
    Path folder;

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @BeforeEach
    void heal() {
        sandbox.troubles().faults().remove(fault -> true);
    }

    @Test
    void two_hundred_callers_cost_one_request() throws Exception {
        // Given
        Tokens tokens = tokens(Map.of());
        long before = requests();

        // When
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                answers.add(callers.submit(() -> tokens.token(sandbox.graphUrl())));
            }
        }

        // Then
        assertThat(answers)
                .extracting(Future::resultNow)
                .containsOnly(answers.getFirst().resultNow());
        assertThat(requests() - before).isEqualTo(1);
    }

    @Test
    void each_audience_has_its_own_token() throws Exception {
        Tokens tokens = tokens(Map.of());

        assertThat(tokens.token(sandbox.mySiteUrl())).isNotEqualTo(tokens.token(sandbox.graphUrl()));
    }

    @Test
    void a_federated_token_serves_in_the_place_of_a_certificate() throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.serviceSettings());
        settings.remove("photosync.certificate.path");
        settings.remove("photosync.certificate.key-path");
        settings.put(
                "photosync.federated-token-file", sandbox.file("federated.jwt").toString());

        assertThat(only(settings).token(sandbox.graphUrl())).startsWith("eyJ");
    }

    @Test
    void a_certificate_that_entra_does_not_know_is_refused_until_the_right_one_lies_in_its_place() throws Exception {
        // Given
        TestCertificate mounted = TestCertificate.writtenTo(folder, "mounted");
        Tokens tokens = tokens(Map.of(
                "photosync.certificate.path", mounted.certificate().toString(),
                "photosync.certificate.key-path", mounted.key().toString()));
        TokenRefused refused = refused(tokens, sandbox.graphUrl());

        // When
        Files.copy(sandbox.file("client.pem"), mounted.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(sandbox.file("client.key"), mounted.key(), StandardCopyOption.REPLACE_EXISTING);
        clock.advance(Duration.ofSeconds(2));

        // Then
        assertThat(refused.code()).isEqualTo("AADSTS700027");
        assertThat(refused).hasMessageContaining(sandbox.graphUrl()).hasMessageNotContaining("eyJ");
        assertThat(tokens.token(sandbox.graphUrl())).startsWith("eyJ");
    }

    @Test
    void an_audience_that_the_tenant_does_not_have_is_named() throws Exception {
        TokenRefused refused = refused(tokens(Map.of()), "https://wrong-my.sharepoint.com");

        assertThat(refused.code()).isEqualTo("AADSTS500011");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessageContaining("No token for https://wrong-my.sharepoint.com");
    }

    @Test
    void an_entra_that_is_busy_is_distinguished_from_one_that_is_away() throws Exception {
        // Given
        Tokens tokens = tokens(Map.of());

        // When
        fault(Fault.always(Service.ENTRA, "/token", 429).retryAfter(7));
        TokenRefused busy = refused(tokens, sandbox.graphUrl());
        heal();
        fault(Fault.always(Service.ENTRA, "/token", 0));
        TokenRefused away = refused(tokens, sandbox.adminUrl());

        // Then
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(busy.unreachable()).isFalse();
        assertThat(away.unreachable()).isTrue();
    }

    private Tokens tokens(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(sandbox.serviceSettings());
        settings.putAll(more);
        return only(settings);
    }

    private Tokens only(Map<String, String> settings) {
        IdentitySettings identity = new SmallRyeConfigBuilder()
                .withDefaultValues(settings)
                .withMapping(IdentitySettings.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(IdentitySettings.class);
        return new Tokens(identity, new TrustedAuthorities(identity), clock);
    }

    private static TokenRefused refused(Tokens tokens, String audience) {
        TokenRefused refused = catchThrowableOfType(TokenRefused.class, () -> tokens.token(audience));
        assertThat(refused).isNotNull();
        return refused;
    }

    private void fault(Fault fault) {
        sandbox.troubles().faults().put(fault);
    }

    private long requests() {
        return sandbox.troubles().counters().of(Service.ENTRA).requests();
    }
}
