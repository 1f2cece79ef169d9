package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCheckTest {
    @TempDir
    Path folder;

    private TestCertificate own;

    @BeforeEach
    void makeCertificate() throws Exception {
        own = TestCertificate.writtenTo(folder, "own");
    }

    @Test
    void a_certificate_with_its_key_is_fine() {
        assertThat(problems(certificate())).isEmpty();
    }

    @Test
    void a_federated_token_file_is_fine() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a.b.c");

        assertThat(problems(Map.of("photosync.federated-token-file", token.toString())))
                .isEmpty();
    }

    @Test
    void one_of_the_two_credentials_is_needed() {
        assertThat(problems(Map.of()))
                .containsExactly("exactly one of photosync.certificate.path and photosync.federated-token-file must be"
                        + " set, but neither is");
    }

    @Test
    void a_certificate_without_its_key_is_refused() {
        assertThat(problems(
                        Map.of("photosync.certificate.path", own.certificate().toString())))
                .containsExactly("photosync.certificate.path and photosync.certificate.key-path must be set together,"
                        + " but only photosync.certificate.path is");
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws Exception {
        Map<String, String> settings = certificate();
        settings.put(
                "photosync.certificate.key-path",
                TestCertificate.writtenTo(folder, "other").key().toString());

        assertThat(problems(settings))
                .singleElement()
                .asString()
                .contains("must hold the key of the first certificate");
    }

    @Test
    void a_key_in_another_format_is_refused_without_showing_it() throws IOException {
        Map<String, String> settings = certificate();
        Path pkcs1 = TestCertificate.pem(folder.resolve("pkcs1.key"), "RSA PRIVATE KEY", new byte[] {1, 2, 3});
        settings.put("photosync.certificate.key-path", pkcs1.toString());

        assertThat(problems(settings))
                .singleElement()
                .asString()
                .contains("pkcs1.key", "BEGIN PRIVATE KEY", "found RSA PRIVATE KEY")
                .doesNotContain("AQID");
    }

    @Test
    void a_login_url_without_tls_is_refused() {
        Map<String, String> settings = certificate();
        settings.put("photosync.login-url", "http://login.example/tenant");

        assertThat(problems(settings))
                .containsExactly("photosync.login-url must be https://host[:port] without a path, got"
                        + " 'http://login.example/tenant'");
    }

    @Test
    void further_authorities_that_cannot_be_read_are_refused() {
        Map<String, String> settings = certificate();
        settings.put("photosync.tls.trust-path", folder.resolve("absent.pem").toString());

        assertThat(problems(settings))
                .singleElement()
                .asString()
                .startsWith("photosync.tls.trust-path: ")
                .contains("absent.pem", "must be a readable PEM file");
    }

    private Map<String, String> certificate() {
        Map<String, String> settings = new HashMap<>();
        settings.put("photosync.certificate.path", own.certificate().toString());
        settings.put("photosync.certificate.key-path", own.key().toString());
        return settings;
    }

    private static List<String> problems(Map<String, String> more) {
        return SettingsCheck.problems(new SmallRyeConfigBuilder()
                .withDefaultValue("photosync.tenant-id", "contoso.example")
                .withDefaultValue("photosync.client-id", "5f1b8f24-0000-4000-8000-000000000001")
                .withDefaultValues(more)
                .withMapping(IdentitySettings.class)
                .build()
                .getConfigMapping(IdentitySettings.class));
    }
}
