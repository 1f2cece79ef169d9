package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
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
