package io.photosync.check;

import static io.photosync.check.CheckedTenant.line;
import static io.photosync.check.CheckedTenant.onlyFails;
import static io.photosync.check.CheckedTenant.onlyToBeLookedAt;
import static io.photosync.testkit.Patience.await;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.GuardedDoor;
import io.photosync.sandbox.KafkaAdministrator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check of Kafka, on a broker with permissions per operation; everything else is correct. */
class CheckKafkaTest {
    private static final String KAFKA = "Kafka";
    private static final String OURS = "contoso-my.sharepoint.com";

    private static CheckedTenant tenant;
    private static GuardedDoor kafka;
    private static int made;

    private String prefix;
    private Map<String, String> settings;
    private TopicsOfOthers topics;

    @BeforeAll
    static void start() throws InterruptedException {
        tenant = new CheckedTenant(5);
        kafka = new GuardedDoor();
        // The first run loads all classes; later waits are for the broker alone.
        tenant.check();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        tenant.close();
    }

    @BeforeEach
    void other_topics() {
        prefix = "hr%d.".formatted(made++);
        topics = new TopicsOfOthers(new KafkaAdministrator(kafka.bootstrapServers()), prefix);
        settings = new HashMap<>();
        kafka.clientSettings().forEach((name, value) -> settings.put("kafka." + name, value));
        settings.put("photosync.topics.prefix", prefix);
        settings.put("photosync.topics.partitions", "1");
    }

    @AfterEach
    void no_rights() {
        kafka.refuse(Set.of());
        kafka.revokeAll();
    }

    @Test
    void with_all_permissions_the_topics_will_be_created_and_none_is_created_now() {
        grantAll();

        Line line = works("will be created");

        assertThat(line.says()).contains("1 broker;", prefix + "photo-settled");
        assertThat(topics.names()).isEmpty();
    }

    @Test
    void existing_topics_of_ours_work_and_are_not_marked() {
        topics.make(Map.of());
        grantAll();

        assertThat(works("all topics exist").says()).contains("one copy of each, since there is one broker");
        assertThat(topics.records("photosync-state")).isZero();
    }

    @Test
    void an_unavailable_kafka_is_reported_with_its_address() throws Exception {
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + FreePort.port());

        onlyFails(tenant.check(settings), KAFKA, "cannot be reached: no answer within 6 s");

        settings.put("kafka.bootstrap.servers", "kafka.invalid:9092");

        onlyFails(tenant.check(settings), KAFKA, "cannot be reached: No resolvable bootstrap urls");
    }

    @Test
    void a_wrong_password_is_reported_as_such() throws Exception {
        settings.computeIfPresent("kafka.sasl.jaas.config", (name, value) -> value.replace("\"open\"", "\"shut\""));

        CheckReport checkReport = tenant.check(settings);

        onlyFails(checkReport, KAFKA, "refuses photo sync's login");
        assertThat(checkReport.text()).doesNotContain("shut");
    }

    @Test
    void a_missing_right_on_topics_is_reported_with_them() {
        topics.make(Map.of());
        grant(TOPIC, READ, DESCRIBE_CONFIGS);
        grant(GROUP, READ);
        fails("the right Write on topics %sphoto-settled".formatted(prefix));

        kafka.revokeAll();
        grant(TOPIC, WRITE, DESCRIBE_CONFIGS);
        grant(GROUP, READ);
        fails("the right Read on topics %sphoto-settled".formatted(prefix));
    }

    @Test
    void hidden_topics_are_reported_with_the_right_describe() {
        grant(GROUP, READ);

        fails("the right Describe on topics %sphoto-settled".formatted(prefix));
    }

    @Test
    void a_missing_right_on_groups_is_reported_with_them() {
        topics.make(Map.of());
        grant(TOPIC, READ, WRITE, DESCRIBE_CONFIGS);

        fails("the right Read on consumer groups %sphotosync-detect".formatted(prefix));
    }

    @Test
    void missing_topics_that_may_not_be_created_are_reported_with_the_right() {
        grant(TOPIC, READ, WRITE, DESCRIBE_CONFIGS);
        grant(GROUP, READ);

        assertThat(fails("the right Create on topics %sphoto-settled".formatted(prefix))
                        .toDo())
                .hasValueSatisfying(toDo -> assertThat(toDo).contains("photosync.topics.create"));
    }

    @Test
    void topics_that_others_must_create_are_reported_by_name() {
        grantAll();
        settings.put("photosync.topics.create", "false");

        fails("topics %sphoto-settled".formatted(prefix));
        fails("are missing, and photosync.topics.create is false");
    }

    @Test
    void more_copies_than_brokers_are_reported_with_the_setting() {
        grantAll();
        settings.put("photosync.topics.replication-factor", "3");

        fails("3 copies (photosync.topics.replication-factor)");
    }

    @Test
    void fewer_copies_than_configured_are_unclear() {
        topics.make(Map.of());
        grantAll();
        settings.put("photosync.topics.replication-factor", "3");

        toBeLookedAt("fewer copies than photosync.topics.replication-factor asks for");
    }

    @Test
    void a_topic_setting_that_the_broker_refuses_is_reported_before_it_prevents_a_start() {
        grantAll();
        kafka.refuse(Set.of("min.compaction.lag.ms"));

        fails("refuses topic %sphoto-settled with min.compaction.lag.ms=3600000".formatted(prefix));
    }

    @Test
    void a_cleanup_policy_that_would_lose_records_is_reported_with_its_topic() {
        topics.make(Map.of());
        topics.set("photo-settled", "cleanup.policy", "delete");
        grantAll();

        fails("topic %sphoto-settled has cleanup.policy delete, it must be compact".formatted(prefix));
    }

    @Test
    void a_number_of_partitions_other_than_the_setting_is_reported_with_its_topic() {
        topics.make(Map.of("photo-updated", 3));
        grantAll();

        fails("topic %sphoto-updated has 3 partitions, photosync.topics.partitions asks for 1".formatted(prefix));
    }

    @Test
    void another_number_of_partitions_than_at_the_first_start_is_reported_with_both_numbers() throws Exception {
        topics.make(Map.of());
        grantAll();
        topics.mark(tenant.settings().get("photosync.tenant-id"), OURS, 12);

        fails("the topics had 12 partitions at the first start, and photosync.topics.partitions asks for 1");
    }

    @Test
    void topic_settings_that_may_not_be_read_are_unclear() {
        topics.make(Map.of());
        grant(TOPIC, READ, WRITE);
        grant(GROUP, READ);

        toBeLookedAt("the right DescribeConfigs");
    }

    @Test
    void topics_of_another_tenant_are_reported_with_both_owners() throws Exception {
        topics.make(Map.of());
        grantAll();
        topics.mark("11111111-7e4a-4d0b-9c3e-0a11ce0b5eed", OURS);

        Line line = fails(
                "the topics are those of tenant 11111111… (%s), and this service is set up for tenant".formatted(OURS));

        assertThat(line.toDo()).hasValueSatisfying(toDo -> assertThat(toDo).contains("photosync.topics.prefix"));
    }

    @Test
    void under_another_prefix_another_tenants_topics_are_ignored() throws Exception {
        topics.make(Map.of());
        topics.mark("11111111-7e4a-4d0b-9c3e-0a11ce0b5eed", OURS);
        prefix = prefix + "own.";
        settings.put("photosync.topics.prefix", prefix);
        grantAll();

        works(prefix + "photosync-state");
    }

    @Test
    void an_event_hub_that_may_not_be_read_is_reported() throws Exception {
        settings.clear();
        settings.putAll(tenant.sandbox.eventHub());
        kafka.clientSettings()
                .forEach((name, value) -> settings.put(
                        name.equals("bootstrap.servers")
                                ? "photosync.event-hub.bootstrap-servers"
                                : "photosync.event-hub.kafka.\"%s\"".formatted(name),
                        value));

        onlyFails(tenant.check(settings), "event hub", "Not authorized to access");
    }

    /** Waits, since the broker applies permissions and creations with a delay. */
    private Line fails(String says) {
        return line(told(says, Result.FAILS), KAFKA);
    }

    private Line works(String says) {
        return line(told(says, Result.WORKS), KAFKA);
    }

    private void toBeLookedAt(String says) {
        onlyToBeLookedAt(told(says, Result.UNCLEAR), KAFKA, says);
    }

    private CheckReport told(String says, Result result) {
        AtomicReference<CheckReport> last = new AtomicReference<>();
        await().untilAsserted(() -> {
            last.set(tenant.check(settings));
            Line line = line(last.get(), KAFKA);
            assertThat(line.says()).contains(says);
            assertThat(line.result()).isEqualTo(result);
        });
        if (result == Result.FAILS) {
            onlyFails(last.get(), KAFKA, says);
        }
        return last.get();
    }

    private void grantAll() {
        grant(TOPIC, CREATE, READ, WRITE, DESCRIBE_CONFIGS);
        grant(GROUP, READ);
    }

    private void grant(ResourceType type, AclOperation... operations) {
        kafka.grant(type, prefix, operations);
    }
}
