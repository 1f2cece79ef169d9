package io.photosync.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.KafkaAdministrator;
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
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar quarkus-run.jar check}, as an administrator runs it: settings from the file beside the jar's folder and from the command line. */
class CheckIT {
    private static final long SECONDS = 60;
    private static final String STATE = Topic.STATE.id();
    private static final String READ_ONLY = "-Djava.io.tmpdir=/proc/nowhere";

    @TempDir
    Path folder;

    /** How it ended and what it said. */
    private record Ended(int exit, String out) {}

    @Test
    void the_packaged_service_checks_its_settings_and_starts_nothing() throws Exception {
        try (Sandbox sandbox = ChaosFixture.tenant(20)) {
            configure(sandbox);

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

    /** As in a read-only container: the native libraries of zstd and snappy cannot be unpacked. */
    @Test
    void compressed_topics_whose_library_cannot_be_loaded_are_reported_with_the_folder() throws Exception {
        try (Sandbox sandbox = ChaosFixture.tenant(5)) {
            configure(sandbox);
            KafkaAdministrator kafka = new KafkaAdministrator(sandbox.broker().bootstrapServers());
            kafka.send(admin -> admin.createTopics(
                            List.of(new NewTopic(STATE, 1, (short) 1).configs(Topic.STATE.config())))
                    .all()
                    .get());

            Ended own = check(List.of(READ_ONLY, "-Dkafka.compression.type=snappy"));
            writeCompressed(sandbox.broker().bootstrapServers());
            Ended record = check(List.of(READ_ONLY));
            kafka.send(admin -> admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, STATE),
                            List.of(new AlterConfigOp(new ConfigEntry("compression.type", "zstd"), OpType.SET))))
                    .all()
                    .get());
            Ended topic = check(List.of(READ_ONLY));
            Ended loaded = check(List.of());

            refuses(own, "kafka.compression.type is snappy");
            refuses(record, "records are compressed");
            refuses(topic, "the compression.type of topic photosync-state is zstd");
            assertThat(loaded.exit()).as(loaded.out()).isZero();
        }
    }

    private static void refuses(Ended check, String what) {
        assertThat(check.exit()).as(check.out()).isEqualTo(1);
        assertThat(check.out().replaceAll("\\s+", " "))
                .contains(
                        "does not work Kafka",
                        what + ", and its library cannot be loaded here: give java.io.tmpdir (/proc/nowhere)",
                        "Correct the topics, or the settings");
    }

    /** A record as another program writes it, which the topic leaves as it is. */
    private static void writeCompressed(String bootstrapServers) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "zstd"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(STATE, "sweep", "{}")).get();
        }
    }

    private void configure(Sandbox sandbox) throws IOException {
        Properties settings = new Properties();
        settings.putAll(sandbox.serviceSettings());
        settings.put("photosync.webhook.public-url", "http://localhost:" + FreePort.port());
        Files.createDirectories(folder.resolve("config"));
        try (Writer file = Files.newBufferedWriter(folder.resolve("config/application.properties"))) {
            settings.store(file, null);
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
