package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service reads its settings as the Deployment mounts them. */
class MountedSettingsIT {
    @TempDir
    Path volume;

    @Test
    void each_file_of_the_mounted_config_map_counts_as_much_as_it_says() throws Exception {
        // Given: wrong values, so that the start ends with a word about each before it looks for Kafka
        file(
                "application.properties",
                "config_ordinal=260\nphotosync.tenant-id=of-the-base\nphotosync.client-id=of-the-base\n");
        file("overlay.properties", "config_ordinal=270\nphotosync.tenant-id=of-the-overlay\n");
        ProcessBuilder service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("deploy", "jvm.options"),
                        "-jar",
                        System.getProperty("photosync.app", "target/quarkus-app/quarkus-run.jar"))
                .redirectErrorStream(true);
        service.environment().put("SMALLRYE_CONFIG_LOCATIONS", volume.toString());

        // When
        Process process = service.start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(log).contains("photosync.tenant-id", "'of-the-overlay'", "photosync.client-id", "'of-the-base'");
    }

    /** As the kubelet lays it out: a link into a folder that changes with the ConfigMap. */
    private void file(String name, String text) throws IOException {
        Path data = Files.createDirectories(volume.resolve("..data"));
        Files.writeString(data.resolve(name), text);
        Files.createSymbolicLink(volume.resolve(name), Path.of("..data", name));
    }
}
