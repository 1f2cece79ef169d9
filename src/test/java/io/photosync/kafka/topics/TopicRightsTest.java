package io.photosync.kafka.topics;

import static io.photosync.testkit.Patience.await;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.topics.TopicProvisioner.NotReady;
import io.photosync.kafka.topics.TopicProvisioner.TopicMismatch;
import io.photosync.sandbox.GuardedDoor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a broker that grants rights one by one, and refuses settings by a policy. */
class TopicRightsTest {
    private static final String TENANT = "11111111-7e4a-4d0b-9c3e-0a11ce0b5eed";
    private static GuardedDoor kafka;
    private static int made;

    private TopicWishes wishes;
    private String prefix;

    @BeforeAll
    static void start() {
        kafka = new GuardedDoor();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void other_topics() {
        prefix = "hr%d.".formatted(made++);
        wishes = TopicWishes.DEFAULT.withPrefix(prefix);
    }

    @AfterEach
    void no_rights() {
        kafka.refuse(Set.of());
        kafka.revokeAll();
    }

    @Test
    void topics_are_made_where_the_rights_are_those_of_the_prefix() throws Exception {
        kafka.grant(TOPIC, prefix, CREATE, READ, WRITE, DESCRIBE_CONFIGS);
        kafka.grant(GROUP, prefix, READ);

        taken();

        assertThat(known()).contains(prefix + "photo-updated", prefix + "photosync-state");
    }

    @Test
    void a_broker_that_hides_the_topics_is_reported_with_the_right_describe() {
        kafka.grant(TOPIC, prefix, CREATE);

        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(this::ensure)
                .withMessageStartingWith("Kafka does not grant the right Describe on topics")
                .withMessageContaining(prefix + "photo-updated");
    }

    @Test
    void a_broker_that_refuses_to_create_topics_is_reported_with_the_right_create() {
        kafka.grant(TOPIC, prefix, READ, WRITE);
        kafka.grant(GROUP, prefix, READ);

        assertThat(refused(NotReady.class))
                .hasMessageContaining("right Create on topics " + prefix)
                .hasMessageContaining("photosync.topics.create");
    }

    @Test
    void topics_whose_settings_may_not_be_asked_for_are_used_as_they_are() throws Exception {
        allMade();
        kafka.grant(TOPIC, prefix, READ, WRITE);
        kafka.grant(GROUP, prefix, READ);

        taken();

        try (Admin admin = clients().admin()) {
            assertThat(TopicConfigs.of(admin, clients().names(), List.of(Topic.values()))
                            .unknown()
                            .orElseThrow())
                    .contains("right DescribeConfigs")
                    .contains(prefix + "photo-updated")
                    .doesNotContain("\n");
        }
    }

    @Test
    void topics_of_whose_policy_the_broker_says_nothing_are_used_as_they_are() throws Exception {
        allMade();
        kafka.grant(TOPIC, prefix, READ, WRITE, DESCRIBE_CONFIGS);
        kafka.grant(GROUP, prefix, READ);

        try (Admin admin = clients().admin()) {
            Admin silent = SilentAdmin.leavingOut("cleanup.policy", admin);
            await().ignoreExceptions().until(() -> {
                new TopicProvisioner(wishes, clients()).ensure(silent);
                return true;
            });

            assertThat(TopicConfigs.of(silent, clients().names(), List.of(Topic.values()))
                            .unknown()
                            .orElseThrow())
                    .contains("does not tell the cleanup.policy of topics " + prefix + "photo-settled");
        }
    }

    @Test
    void a_policy_that_is_known_to_be_wrong_is_refused_by_name() {
        allMade();
        set("photo-settled", "cleanup.policy", "delete");
        kafka.grant(TOPIC, prefix, READ, WRITE, DESCRIBE_CONFIGS);
        kafka.grant(GROUP, prefix, READ);

        assertThat(refused(TopicMismatch.class))
                .hasMessage("topic %sphoto-settled has cleanup.policy delete, it must be compact".formatted(prefix));
    }

    @Test
    void no_topic_is_made_with_another_number_of_partitions_than_the_others_have() throws Exception {
        allMade();
        kafka.asAdministrator(admin ->
                admin.deleteTopics(List.of(prefix + "photosync-journal")).all().get());
        kafka.grant(TOPIC, prefix, CREATE, READ, WRITE, DESCRIBE_CONFIGS);
        kafka.grant(GROUP, prefix, READ);
        await().until(() -> !known().contains(prefix + "photosync-journal"));
        wishes = wishes.withPartitions(3);

        assertThat(refused(TopicMismatch.class))
                .hasMessageContaining("topic %sphoto-settled has 2 partitions".formatted(prefix))
                .hasMessageContaining("photosync.topics.partitions asks for 3")
                .hasMessageNotContaining("photosync-state");
        assertThat(known()).doesNotContain(prefix + "photosync-journal");
    }

    @Test
    void a_topic_setting_that_the_broker_refuses_is_named_and_no_other() {
        kafka.grant(TOPIC, prefix, CREATE, READ, WRITE, DESCRIBE_CONFIGS);
        kafka.grant(GROUP, prefix, READ);
        kafka.refuse(Set.of("min.compaction.lag.ms"));

        assertThat(refused(TopicMismatch.class))
                .hasMessageContaining(
                        "refuses topic %sphoto-settled with min.compaction.lag.ms=3600000: ".formatted(prefix))
                .hasMessageContaining("this cluster does not allow that");
    }

    @Test
    void more_copies_than_brokers_are_reported_with_the_setting_and_waited_for() {
        kafka.grant(TOPIC, prefix, CREATE, READ, WRITE, DESCRIBE_CONFIGS);
        kafka.grant(GROUP, prefix, READ);
        wishes = wishes.withCopies(3);

        assertThat(refused(NotReady.class)).hasMessageContaining("3 copies (photosync.topics.replication-factor)");
    }

    @Test
    void rights_that_are_missing_are_named_once_and_waited_for() {
        allMade();
        kafka.grant(TOPIC, prefix, READ);
        TopicInitializer start =
                new TopicInitializer(clients(), wishes, new Owner(TENANT, "https://contoso-my.sharepoint.com"));
        Thread.ofVirtual().start(start::untilReady);
        await().untilAsserted(() -> assertThat(start.waitsFor())
                .startsWith("Kafka does not grant the right Write on topics %sphoto-settled".formatted(prefix))
                .doesNotContain("Read"));

        kafka.grant(TOPIC, prefix, WRITE);
        await().untilAsserted(() -> assertThat(start.waitsFor())
                .isEqualTo(("Kafka does not grant the right Read on consumer groups %1$sphotosync-detect,"
                                + " %1$sphotosync-leader, %1$sphotosync-sync")
                        .formatted(prefix)));
        assertThat(start.ready()).isNotDone();

        kafka.grant(GROUP, prefix, READ);
        await().until(() -> start.ready().isDone());
        assertThat(start.ready()).isCompleted();
    }

    /** A moment passes until the broker knows what was granted or made; the service tries again as well. */
    private <T extends Exception> T refused(Class<T> type) {
        AtomicReference<Exception> last = new AtomicReference<>();
        await().until(() -> {
            try {
                ensure();
                return false;
            } catch (NotReady | TopicMismatch | ExecutionException e) {
                last.set(e);
                return type.isInstance(e) && !e.getMessage().contains("right Describe on");
            }
        });
        return type.cast(last.get());
    }

    private void taken() {
        await().ignoreExceptions().until(() -> {
            ensure();
            return true;
        });
    }

    private void ensure() throws Exception {
        try (Admin admin = clients().admin()) {
            new TopicProvisioner(wishes, clients()).ensure(admin);
        }
    }

    private void allMade() {
        kafka.asAdministrator(admin -> {
            await().ignoreExceptions().until(() -> {
                new TopicProvisioner(wishes, clients()).ensure(admin);
                return true;
            });
            return null;
        });
    }

    private void set(String topic, String setting, String value) {
        kafka.asAdministrator(admin -> admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, prefix + topic),
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET))))
                .all()
                .get());
    }

    private Set<String> known() throws Exception {
        try (Admin admin = clients().admin()) {
            return admin.listTopics().names().get();
        }
    }

    private KafkaClients clients() {
        return new KafkaClients(Map.copyOf(kafka.clientSettings()), wishes);
    }
}
