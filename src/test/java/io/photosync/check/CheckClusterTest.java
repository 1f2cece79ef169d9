package io.photosync.check;

import static io.photosync.check.CheckedTenant.line;
import static io.photosync.check.CheckedTenant.onlyToBeLookedAt;
import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.Topic;
import io.photosync.sandbox.KafkaAdministrator;
import io.photosync.sandbox.KafkaCluster;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check of a Kafka of three brokers, where one of them may be lost. */
class CheckClusterTest {
    private static final String KAFKA = "Kafka";
    private static final int BROKERS = 3;

    private static CheckedTenant tenant;
    private static KafkaCluster kafka;
    private static int made;

    private TopicsOfOthers topics;
    private Map<String, String> settings;

    @BeforeAll
    static void start() {
        tenant = new CheckedTenant(5);
        kafka = KafkaCluster.start(BROKERS);
    }

    @AfterAll
    static void stop() {
        kafka.close();
        tenant.close();
    }

    @BeforeEach
    void other_topics() {
        String prefix = "c%d.".formatted(made++);
        topics = new TopicsOfOthers(new KafkaAdministrator(kafka.bootstrapServers()), prefix);
        settings = Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "photosync.topics.prefix",
                prefix,
                "photosync.topics.partitions",
                "1");
    }

    @Test
    void topics_of_one_copy_are_unclear_where_there_are_more_brokers() throws Exception {
        topics.make(Map.of(), 1);

        toBeLookedAt("photosync-state", "one copy, which is lost with its broker");
    }

    @Test
    void topics_that_count_a_record_of_one_broker_as_written_are_unclear() throws Exception {
        topics.make(Map.of(), BROKERS);
        inSync("2");
        topics.set("photo-settled", "min.insync.replicas", "1");

        toBeLookedAt("photo-settled", "min.insync.replicas 1, so what only one broker has counts as written");
    }

    @Test
    void three_copies_of_which_two_must_be_written_work() {
        topics.make(Map.of(), BROKERS);
        inSync("2");

        await().untilAsserted(() -> {
            Line line = line(tenant.check(settings), KAFKA);
            assertThat(line.says()).isEqualTo("3 brokers; all topics exist, at least 3 copies of each");
            assertThat(line.result()).isEqualTo(Result.WORKS);
        });
    }

    private void inSync(String copies) {
        Stream.of(Topic.values()).forEach(topic -> topics.set(topic.id(), "min.insync.replicas", copies));
    }

    /** Waits, since the brokers learn of topics and their settings with a delay. */
    private void toBeLookedAt(String topic, String says) {
        await().untilAsserted(() -> {
            CheckReport checkReport = tenant.check(settings);
            onlyToBeLookedAt(checkReport, KAFKA, says);
            Line line = line(checkReport, KAFKA);
            assertThat(line.says()).contains("3 brokers; all topics exist", topics.prefix() + topic);
            CheckedTenant.advises(line, "min.insync.replicas=2");
        });
    }
}
