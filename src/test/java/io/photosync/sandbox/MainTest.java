package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void the_tenant_runs_alone_tells_its_settings_in_one_line_and_ends_when_told() throws Exception {
        // Given
        Process process = start("sandbox.folder=" + folder, "sandbox.people=20");
        try (BufferedReader out = reader(process)) {
            // When
            JsonNode settings = new ObjectMapper().readTree(out.readLine());
            process.destroy();

            // Then
            assertThat(settings.path("kafka.bootstrap.servers").asText()).startsWith("127.0.0.1:");
            assertThat(Path.of(settings.path("photosync.certificate.path").asText()))
                    .isEqualTo(folder.resolve("client.pem"));
            assertThat(Files.readString(folder.resolve("client.key"))).startsWith("-----BEGIN PRIVATE KEY-----");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void other_containers_know_the_tenant_by_a_name_that_its_certificate_has() throws Exception {
        // Given
        Process process = start("sandbox.folder=" + folder, "sandbox.people=20", "sandbox.host=tenant");
        try (BufferedReader out = reader(process)) {
            // When
            JsonNode settings = new ObjectMapper().readTree(out.readLine());

            // Then
            URI graph = URI.create(settings.path("photosync.graph-url").asText());
            assertThat(graph.getHost()).isEqualTo("tenant");
            assertThat(names(graph.getPort())).contains("tenant", "localhost");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The host names in the certificate that a port of this machine shows to whoever trusts the tenant's authority. */
    private List<Object> names(int port) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream authority = Files.newInputStream(folder.resolve("ca.pem"))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(authority));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectAlternativeNames().stream()
                    .<Object>map(name -> name.get(1))
                    .toList();
        }
    }

    @Test
    void a_wrong_argument_is_named() throws Exception {
        // When
        Process process = start("sandbox.people=many");

        // Then
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(err.lines().toList()).anyMatch(line -> line.contains("sandbox.people") && line.contains("many"));
        }
        assertThat(process.waitFor()).isNotZero();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
