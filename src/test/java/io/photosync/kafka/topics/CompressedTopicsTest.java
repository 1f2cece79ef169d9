package io.photosync.kafka.topics;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.topics.TopicProvisioner.TopicMismatch;
import io.photosync.sandbox.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Topics that compress, in a process of its own whose temporary folder cannot be written to, as in a read-only container: what a
 * process has loaded once it has.
 */
class CompressedTopicsTest {
    private static final String NOWHERE = "/proc/nowhere";
    private static Broker broker;
    private static int made;
    private String prefix;

    @BeforeAll
    static void start() {
        broker = Broker.start(0, Optional.empty());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void other_topics() {
        prefix = "c%d.".formatted(made++);
        TopicWishes wishes = TopicWishes.DEFAULT.withPrefix(prefix);
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()), wishes);
        await().ignoreExceptions().until(() -> {
            try (Admin admin = clients.admin()) {
                new TopicProvisioner(wishes, clients).ensure(admin);
            }
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy"})
    void a_topic_whose_codec_cannot_be_loaded_is_refused_with_its_name_and_the_folder(String codec) throws Exception {
        compress(codec);

        assertThat(startedInAReadOnlyContainer(""))
                .contains("REFUSED the compression.type of topic %sphotosync-state is %s,".formatted(prefix, codec))
                .contains("java.io.tmpdir (%s)".formatted(NOWHERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "lz4"})
    void a_topic_whose_codec_needs_no_library_works(String codec) throws Exception {
        compress(codec);

        assertThat(startedInAReadOnlyContainer("")).contains("READY");
    }

    @Test
    void a_producer_with_that_compression_is_refused_by_its_setting() throws Exception {
        assertThat(startedInAReadOnlyContainer("zstd")).contains("REFUSED kafka.compression.type is zstd,");
    }

    @Test
    void where_libraries_can_be_loaded_such_topics_work() throws Exception {
        compress("zstd");

        assertThat(tried(broker.bootstrapServers(), prefix, "")).isEqualTo("READY");
    }

    private void compress(String codec) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, prefix + Topic.STATE.id());
            AlterConfigOp set = new AlterConfigOp(new ConfigEntry("compression.type", codec), OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
            await().until(() -> admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get("compression.type")
                    .value()
                    .equals(codec));
        }
    }

    private String startedInAReadOnlyContainer(String producerCodec) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + NOWHERE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CompressedTopicsTest.class.getName(),
                        broker.bootstrapServers(),
                        prefix,
                        producerCodec)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The start, as far as the topics are concerned. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(tried(arguments[0], arguments[1], arguments[2]));
    }

    private static String tried(String bootstrapServers, String prefix, String codec)
            throws InterruptedException, ExecutionException {
        Map<String, Object> connection = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
        if (!codec.isEmpty()) {
            connection.put("compression.type", codec);
        }
        TopicWishes wishes = TopicWishes.DEFAULT.withPrefix(prefix);
        KafkaClients clients = new KafkaClients(connection, wishes);
        try (Admin admin = clients.admin()) {
            new TopicProvisioner(wishes, clients).ensure(admin);
            new TopicOwnership(
                            clients,
                            TopicOwner.of(new Owner("contoso.com", "https://contoso-my.sharepoint.com"), wishes))
                    .claim();
            return "READY";
        } catch (TopicMismatch e) {
            return "REFUSED " + e.getMessage();
        } catch (TopicProvisioner.NotReady e) {
            return "WAITS " + e.getMessage();
        }
    }
}
