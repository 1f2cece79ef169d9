package io.photosync.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is shipped: the service, and nothing of the sandbox. */
class ProductionBuildIT {
    private static final Path APP = Path.of("target", "quarkus-app");

    @Test
    void the_production_build_holds_no_class_of_the_sandbox() throws IOException {
        assertThat(entries("app/")).isNotEmpty().noneMatch(entry -> entry.contains("sandbox"));
    }

    @Test
    void the_production_build_holds_no_broker_and_no_library_of_the_tests() throws IOException {
        try (Stream<Path> files = Files.walk(APP)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("kafka_2.13")
                            || name.contains("kafka-server")
                            || name.contains("scala-library")
                            || name.contains("bcpkix"))
                    .noneMatch(
                            name -> name.matches(
                                    ".*(junit|assertj|awaitility|archunit|rest-assured|testcontainers|docker-java|fabric8|strimzi).*"));
        }
    }

    private static List<String> entries(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(APP.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .flatMap(ProductionBuildIT::entries)
                    .toList();
        }
    }

    private static Stream<String> entries(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
