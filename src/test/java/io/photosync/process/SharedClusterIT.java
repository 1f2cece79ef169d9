package io.photosync.process;

import static io.photosync.testkit.Patience.await;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.GuardedDoor;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import io.photosync.testkit.TenantVisitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Kafka that belongs to others: it grants rights by prefix and none to ask for settings, its name does not resolve at first, and
 * another tenant's service comes by.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedClusterIT {
    private static final String PREFIX = "hr.photosync.";
    private static final String NAME = "kafka.company.test";
    private static final String OTHER_TENANT = "22222222-7e4a-4d0b-9c3e-0a11ce0b5eed";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private GuardedDoor kafka;
    private Launch launch;

    @BeforeAll
    void a_tenant_and_a_cluster() {
        sandbox = ChaosFixture.tenant(10);
        kafka = new GuardedDoor();
        kafka.grant(TOPIC, PREFIX, CREATE, READ, WRITE);
        kafka.grant(GROUP, PREFIX, READ);
        launch = ChaosFixture.launch(sandbox)
                .with("photosync.topics.prefix", PREFIX)
                .with("photosync.topics.partitions", "2");
        for (Map.Entry<String, String> setting : kafka.clientSettings().entrySet()) {
            launch = launch.with("kafka." + setting.getKey(), setting.getValue());
        }
    }

    @AfterAll
    void end() {
        kafka.close();
        sandbox.close();
    }

    @Test
    void it_waits_for_the_name_works_with_the_rights_of_its_prefix_and_lets_no_other_tenant_in()
            throws IOException, InterruptedException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        String port = kafka.clientSettings().get("bootstrap.servers").split(":")[1];
        Launch unresolved =
                launch.with("jdk.net.hosts.file", hosts.toString()).with("kafka.bootstrap.servers", NAME + ":" + port);
        try (ServiceProcess service = ServiceProcess.launch(unresolved)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> service.health("ready") == 200);
            assertThat(service.health("started")).isEqualTo(503);
            assertThat(service.management("/q/health/started")).contains("bootstrap.servers");
            assertThat(post(service.url("/graph/notifications"))).isEqualTo(503);

            Files.writeString(hosts, "127.0.0.1 localhost " + NAME + "\n");

            await().atMost(Duration.ofMinutes(2)).until(() -> service.health("started") == 200);
            aPhotoGoesThrough();
            assertThat(service.log())
                    .containsOnlyOnce("Kafka cannot be asked for its topics")
                    .containsOnlyOnce("right DescribeConfigs on topics " + PREFIX + "photo-settled");
            assertThat(service.log().lines().filter(line -> line.contains(" ERROR ")))
                    .isEmpty();
        }
        assertThat(names()).isNotEmpty().allMatch(name -> name.startsWith(PREFIX));
        another_tenant_is_sent_away();
    }

    private void aPhotoGoesThrough() {
        TenantVisitor visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        List<Person> one = visitor.employees(1);
        visitor.putPhoto(one.getFirst(), 7);
        visitor.awaitInStep(one, Duration.ofSeconds(60));
    }

    private void another_tenant_is_sent_away() {
        try (ServiceProcess other = ServiceProcess.launch(launch.with("photosync.tenant-id", OTHER_TENANT))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> !other.alive());
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.log())
                    .contains("the topics are those of tenant "
                            + launch.settings().get("photosync.tenant-id"))
                    .contains("this service is set up for tenant " + OTHER_TENANT);
        }
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        kafka.asAdministrator(admin -> names.addAll(admin.listTopics().names().get()));
        kafka.asAdministrator(admin -> {
            admin.listGroups().all().get().forEach(group -> names.add(group.groupId()));
            return null;
        });
        return names;
    }

    private static int post(URI url) throws IOException, InterruptedException {
        String body = Files.readString(Path.of("src/test/resources/notifications/user-updated.json"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(url)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
