package io.photosync.path;

import static io.photosync.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.subscription.EventHubAddress;
import io.photosync.subscription.NotificationChannel;
import io.photosync.subscription.SubscriptionState;
import io.photosync.subscription.SubscriptionTask;
import io.photosync.testkit.SandboxTest;
import io.photosync.testkit.Setup;
import io.photosync.testkit.TenantVisitor;
import io.photosync.testkit.TopicReader;
import io.photosync.webhook.EventHubConsumer;
import io.photosync.webhook.EventHubState;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graph writes into an event hub: nobody calls us, and no public address is set. */
@SandboxTest(Setup.RETRIES)
class EventHubPathTest {

    Sandbox sandbox;

    @Inject
    SubscriptionTask care;

    @Inject
    EventHubConsumer follower;

    @Inject
    NotificationChannel notifications;

    @Inject
    MeterRegistry registry;

    private TenantVisitor visitor;

    @BeforeEach
    void a_visitor_comes_when_graph_notifies() {
        visitor = new TenantVisitor(sandbox);
        await().until(() -> care.state() instanceof SubscriptionState.Alive);
    }

    @AfterEach
    void hints_can_be_written_again() {
        new TopicReader(sandbox).refuseNoMore(Topic.USER_CHANGED);
    }

    @Test
    void a_changed_photo_arrives_in_sharepoint() {
        Person person = visitor.employees(1).getFirst();

        visitor.putPhoto(person, 1);

        await().until(() -> visitor.inStep(person));
        assertThat(count("test_message")).as("Graph's own message is ignored").isPositive();
        assertThat(follower.state()).isInstanceOf(EventHubState.Reading.class);
    }

    @Test
    void what_is_no_notification_or_forged_is_counted_and_holds_up_nobody() throws Exception {
        // Given
        Person person = visitor.employees(2).getLast();
        double malformed = count("malformed");
        double forged = count("forged");

        // When
        write("{");
        write(null);
        write("{\"value\":[{\"clientState\":\"guessed\",\"changeType\":\"updated\",\"resource\":\"Users/%s\"}]}"
                .formatted(person.id()));
        visitor.putPhoto(person, 1);

        // Then
        await().until(() -> visitor.inStep(person));
        await().until(() -> count("malformed") >= malformed + 2 && count("forged") >= forged + 1);
        await().until(this::allIsCommitted);
    }

    @Test
    void a_notification_that_is_read_again_until_kafka_takes_its_hint_is_counted_once() {
        // Given
        Person person = visitor.employees(3).getLast();
        TopicReader topics = new TopicReader(sandbox);
        double before = count("hint");
        topics.refuseLongerThan(Topic.USER_CHANGED, 100);

        // When
        visitor.putPhoto(person, 1);
        await().until(() -> follower.state() instanceof EventHubState.Hindered);
        await().during(Duration.ofSeconds(5)).until(() -> count("hint") == before);
        topics.refuseNoMore(Topic.USER_CHANGED);

        // Then
        await().until(() -> visitor.inStep(person));
        assertThat(count("hint")).isEqualTo(before + 1);
    }

    @Test
    void a_call_for_reauthorization_is_answered() {
        // Given
        sandbox.troubles()
                .faults()
                .put(Fault.always(Service.GRAPH, "/reauthorize", 500).times(1));

        // When
        given().relaxedHTTPSValidation()
                .body("{}")
                .post(sandbox.graphUrl() + "/_sandbox/lifecycle")
                .then()
                .statusCode(200);

        // Then: it fails once, as was asked for, and is tried again
        await().until(() -> trouble().contains("HTTP 500"));
        await().until(() -> trouble().isEmpty());
    }

    @Test
    void there_is_no_webhook() {
        given().queryParam("validationToken", "abc")
                .when()
                .post("/graph/notifications")
                .then()
                .statusCode(404);
    }

    private double count(String decision) {
        return registry.counter("photosync.webhook.items", "result", decision).count();
    }

    private String trouble() {
        return ((SubscriptionState.Alive) care.state()).trouble().orElse("");
    }

    private void write(String message) throws Exception {
        EventHubAddress hub = notifications.eventHub().orElseThrow();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", hub.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            byte[] value = message == null ? null : message.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(hub.topic(), value)).get();
        }
    }

    private boolean allIsCommitted() throws ExecutionException, InterruptedException {
        EventHubAddress hub = notifications.eventHub().orElseThrow();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", hub.bootstrapServers()))) {
            var committed = admin.listConsumerGroupOffsets("photosync")
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (TopicPartition partition : List.copyOf(committed.keySet())) {
                ListOffsetsResultInfo end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get();
                if (committed.get(partition).offset() < end.offset()) {
                    return false;
                }
            }
            return !committed.isEmpty();
        }
    }
}
