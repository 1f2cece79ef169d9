package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.kafka.ConsumerGroup;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.Leadership;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Broker;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sync.LaneWorker;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.protocol.ApiKeys;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The running service, a real broker, and trouble on the way between them. */
@SandboxTest(wire = true)
@Timeout(240)
class KafkaTroubleTest {
    /** Longer than it takes to lose a partition, shorter than a request may take. */
    private static final Duration SLOW = Duration.ofSeconds(25);
    /** The client ids of our consumers. */
    private static final String LANES = "photosync-lanes";

    private static final String LEDGER = "photosync-ledger";

    Sandbox sandbox;
    Broker broker;

    @Inject
    Ledger ledger;

    @Inject
    TopicWriter writer;

    @Inject
    LaneWorker lanes;

    @Inject
    Leadership leadership;

    private TenantVisitor visitor;
    private Person person;
    private static int next;

    @BeforeEach
    void somebody_whose_photo_nobody_has_changed() {
        visitor = new TenantVisitor(sandbox);
        visitor.awaitSubscription();
        sandbox.switches().setPhotoChangeNotifies(false);
        person = visitor.employees(20 + next).get(19 + next++);
        await().until(ledger::follows);
    }

    @AfterEach
    void no_more_trouble() {
        broker.wire().mend();
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
    }

    @Test
    void a_cleanup_policy_that_is_changed_under_way_is_told_by_well_until_it_is_right_again() throws Exception {
        Wellness.of("topics").body("status", equalTo("UP"));

        policy("compact,delete");
        await().untilAsserted(() -> Wellness.of("topics")
                .body("status", equalTo("DOWN"))
                .body("data.state", containsString(Topic.ROSTER.id())));

        policy("compact");
        await().untilAsserted(() -> Wellness.of("topics")
                .body("status", equalTo("UP"))
                .body("data.note", containsString("one copy of each topic")));
    }

    private void policy(String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topic.ROSTER.id()),
                            List.of(new AlterConfigOp(new ConfigEntry("cleanup.policy", value), OpType.SET))))
                    .all()
                    .get();
        }
    }

    @Test
    void work_is_interrupted_when_the_broker_has_put_us_out_of_the_group_and_nothing_is_written_after()
            throws Exception {
        // Given
        photoIsBeingSynced();
        broker.wire().holdUp(LANES, ApiKeys.JOIN_GROUP);

        // When
        try (Admin admin = admin()) {
            admin.removeMembersFromConsumerGroup(ConsumerGroup.SYNC.id(), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }

        // Then: sooner than SharePoint answers
        await().atMost(SLOW).until(() -> lanes.state().inHand() == 0);
        nothingIsWritten();
        broker.wire().mend();
        visitor.awaitInStep(person);
    }

    @Test
    void work_is_interrupted_before_a_session_of_which_we_hear_no_more_expires_and_nothing_is_written_after()
            throws Exception {
        // Given
        photoIsBeingSynced();

        // When
        broker.wire().cut(LANES);

        // Then: sooner than SharePoint answers
        await().atMost(SLOW).until(() -> lanes.state().inHand() == 0);
        try (Admin admin = admin()) {
            await().until(() -> members(admin) == 0);
        }
        nothingIsWritten();
        broker.wire().mend();
        visitor.awaitInStep(person);
    }

    @Test
    void sharepoint_is_not_written_while_the_fold_does_not_follow() throws Exception {
        // Given
        broker.wire().cut(LEDGER);

        // When
        visitor.putPhoto(person, 1);
        sync();

        // Then
        await().until(() -> lanes.state().inHand() > 0);
        nothingIsWritten();
        broker.wire().mend();
        visitor.awaitInStep(person);
    }

    @Test
    void state_that_nobody_can_read_breaks_nothing_under_whatever_key_it_stands() throws Exception {
        // Given
        await().until(leadership::leads);
        long epoch = ledger.leaderEpoch();

        // When
        for (String key : List.of(
                "sweep",
                "roster",
                "roster-scope",
                StateKey.LEADER.text(),
                "lane-pauses",
                "removals",
                "removals-order",
                "drift",
                "drift-host",
                "drift-repairs",
                "spot-check",
                "sharepoint-folder",
                "subscription",
                "subscription-asked",
                "client-states",
                "leaving",
                "leaving-order",
                "mass-change/" + "0".repeat(64),
                "suspect/" + person.id())) {
            ledger.awaitFolded(
                    writer.send(Topic.STATE, key, new byte[] {'{'}, List.of()).get());
        }

        // Then
        for (String page : List.of("/q/health/live", "/q/health/started", "/q/health/well", "/q/metrics")) {
            assertThat(given().get(management(page)).statusCode()).as(page).isIn(200, 503);
        }
        assertThat(leadership.leads()).isTrue();
        assertThat(ledger.leaderEpoch()).isEqualTo(epoch);
        visitor.putPhoto(person, 2);
        sync();
        visitor.awaitInStep(person);
    }

    private void photoIsBeingSynced() throws Exception {
        visitor.putPhoto(person, 3);
        sandbox.troubles().latency().set(Service.SHAREPOINT, SLOW);
        sync();
        await().until(() -> lanes.state().inHand() > 0);
    }

    private void sync() throws Exception {
        Data data = new Data(
                person.userPrincipalName(),
                Optional.of("changed"),
                Optional.empty(),
                Optional.empty(),
                Cause.REQUEST,
                Instant.now());
        writer.writeEvent(Lane.LIVE, PhotoEvent.detected(PhotoEvent.UPDATED, person.id(), Instant.now(), "", data));
    }

    private void nothingIsWritten() {
        sandbox.troubles().latency().set(Service.SHAREPOINT, Duration.ZERO);
        // Whoever is still at work would be done by then.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(visitor.sides(person)).isEmpty();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static int members(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(ConsumerGroup.SYNC.id()))
                .describedGroups()
                .get(ConsumerGroup.SYNC.id())
                .get()
                .members()
                .size();
    }

    private static String management(String path) {
        return "http://localhost:%s%s"
                .formatted(ConfigProvider.getConfig().getValue("quarkus.management.test-port", String.class), path);
    }
}
