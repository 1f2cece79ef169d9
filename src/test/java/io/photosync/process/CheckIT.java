package io.photosync.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar quarkus-run.jar check}, as an administrator runs it: settings from the file beside the jar's folder and from the command line. */
class CheckIT {
    private static final long SECONDS = 60;

    @TempDir
    Path folder;

    /** How it ended and what it said. */
    private record Ended(int exit, String out) {}

    @Test
    void the_packaged_service_checks_its_settings_and_starts_nothing() throws Exception {
        try (Sandbox sandbox = Chaos.tenant(20)) {
            Properties settings = new Properties();
            settings.putAll(sandbox.serviceSettings());
            settings.put("photosync.webhook.public-url", "http://localhost:" + FreePort.port());
            Files.createDirectories(folder.resolve("config"));
            try (Writer file = Files.newBufferedWriter(folder.resolve("config/application.properties"))) {
                settings.store(file, null);
            }

            Ended well = check(List.of(), "--json");
            Ended wrong = check(List.of("-Dphotosync.sharepoint.folder=Nowhere"));
            Person somebody = sandbox.directory().all().stream()
                    .filter(one -> sandbox.exchangePhotos().find(one.id()).isPresent())
                    .findFirst()
                    .orElseThrow();
            Ended written = check(List.of(), "--write-as", somebody.userPrincipalName());
            Ended used = check(List.of(), "--xml");

            assertThat(well.exit()).as(well.out()).isZero();
            JsonNode report = new ObjectMapper().readTree(well.out());
            assertThat(report.path("works").asBoolean()).isTrue();
            assertThat(report.path("lines").findValuesAsText("name")).contains("settings", "photo folder", "Kafka");
            assertThat(wrong.exit()).as(wrong.out()).isEqualTo(1);
            assertThat(wrong.out())
                    .contains("does not work  photo folder", "1 of ")
                    .doesNotContain("WARN", "INFO");
            assertThat(written.exit()).as(written.out()).isZero();
            assertThat(written.out())
                    .contains("works          write", "read back")
                    .doesNotContain(somebody.userPrincipalName(), somebody.id());
            assertThat(used.exit()).isEqualTo(2);
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", sandbox.broker().bootstrapServers()))) {
                assertThat(admin.listTopics().names().get()).isEmpty();
            }
        }
    }

    private Ended check(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("deploy/jvm.options").toAbsolutePath());
        command.addAll(options);
        command.addAll(List.of(
                "-jar",
                Path.of(System.getProperty("photosync.app", "target/quarkus-app/quarkus-run.jar"))
                        .toAbsolutePath()
                        .toString(),
                "check"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("check does not end; it said: " + out);
        }
        return new Ended(process.exitValue(), out);
    }
}
