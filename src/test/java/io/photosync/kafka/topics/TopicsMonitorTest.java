package io.photosync.kafka.topics;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.Broker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is reported of topics that are changed while the service runs, on a real broker. */
class TopicsMonitorTest {
    private static Broker broker;
    private static Admin admin;
    private static int made;

    private TopicWishes wishes;
    private KafkaClients clients;

    @BeforeAll
    static void start() {
        broker = Broker.start(0, Optional.empty());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void other_topics() {
        wishes = TopicWishes.DEFAULT.withPrefix("w%d.".formatted(made++));
        clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()), wishes);
        await().ignoreExceptions().until(() -> {
            new TopicProvisioner(wishes, clients).ensure(admin);
            return true;
        });
    }

    @Test
    void new_topics_are_right_and_one_copy_on_one_broker_is_reported() throws Exception {
        TopicsState state = look();

        assertThat(state.wrong()).isEmpty();
        assertThat(state.notes()).singleElement().asString().contains("one copy of each topic");
    }

    @Test
    void fewer_copies_than_were_asked_for_are_wrong() throws Exception {
        wishes = wishes.withCopies(3);

        assertThat(look().wrong())
                .singleElement()
                .asString()
                .contains(clients.names().of(Topic.PHOTO_SETTLED))
                .contains("photosync.topics.replication-factor");
    }

    @Test
    void a_changed_cleanup_policy_is_reported_with_its_topic() {
        String topic = clients.names().of(Topic.ROSTER);
        ask(() -> admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact,delete"), OpType.SET))))
                .all()
                .get());

        await().untilAsserted(() -> assertThat(look().wrong())
                .containsExactly("topic %s has cleanup.policy compact,delete, it must be compact".formatted(topic)));
    }

    @Test
    void added_partitions_and_a_deleted_topic_are_reported() {
        String lane = clients.names().of(Topic.PHOTO_UPDATED);
        String journal = clients.names().of(Topic.JOURNAL);
        ask(() -> admin.createPartitions(Map.of(lane, NewPartitions.increaseTo(3)))
                .all()
                .get());
        ask(() -> admin.deleteTopics(List.of(journal)).all().get());

        await().ignoreExceptions().untilAsserted(() -> assertThat(look().wrong())
                .containsExactlyInAnyOrder(
                        "topic %s has 3 partitions, photosync.topics.partitions asks for 2".formatted(lane),
                        "photosync.topics.partitions must be what the topics had at the first start; if partitions were"
                                + " added since, stop photo sync, and start on new topics with another"
                                + " photosync.topics.prefix",
                        "topic %s does not exist any more".formatted(journal)));
    }

    @Test
    void what_only_one_broker_has_is_at_risk_where_there_are_more() {
        assertThat(risk(1, 3, "2")).hasValueSatisfying(word -> assertThat(word).contains("one copy"));
        assertThat(risk(3, 3, "1")).hasValueSatisfying(word -> assertThat(word).contains("min.insync.replicas 1"));
        assertThat(risk(3, 3, "2")).isEmpty();
        assertThat(risk(1, 1, "1")).as("more cannot be had").isEmpty();
        assertThat(TopicRules.risky(3, Optional.empty(), 3, Optional.empty()))
                .as("the broker does not tell")
                .isEmpty();
    }

    private static Optional<String> risk(int copies, int brokers, String inSync) {
        return TopicRules.risky(copies, Optional.empty(), brokers, Optional.of(inSync));
    }

    private TopicsState look() throws Exception {
        return new TopicsMonitor(clients, wishes, null).check(admin);
    }

    private interface Question {
        Object ask() throws Exception;
    }

    private static void ask(Question question) {
        try {
            question.ask();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
