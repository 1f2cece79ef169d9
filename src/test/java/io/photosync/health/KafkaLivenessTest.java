package io.photosync.health;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.kafka.FreshClient;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.kafka.WriterMetrics;
import io.photosync.sandbox.Broker;
import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaLivenessTest {
    private static Broker broker;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private TopicWriter writer;
    private KafkaLiveness liveness;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.startWithWire();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topic.STATE.id(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void a_broker_that_took_a_record_and_takes_no_more() throws Exception {
        KafkaClients clients =
                new KafkaClients(Map.of("bootstrap.servers", broker.wire().bootstrapServers()));
        writer = new TopicWriter(clients, new WriterMetrics(new SimpleMeterRegistry()), clock);
        liveness = new KafkaLiveness(List.of(writer), new FreshClient(clients, clock));
        write();
        broker.wire().answer(ApiKeys.PRODUCE, Errors.TOPIC_AUTHORIZATION_FAILED);
    }

    @AfterEach
    void mend() {
        broker.wire().mend();
        writer.close();
    }

    @Test
    void a_producer_stalled_for_five_minutes_while_a_fresh_client_is_answered_is_down() throws Exception {
        // Given
        fail();
        clock.advance(Duration.ofSeconds(299));
        fail();
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);

        // When
        clock.advance(Duration.ofSeconds(1));
        fail();

        // Then
        HealthCheckResponse down = await().until(liveness::call, answer -> answer.getStatus() == Status.DOWN);
        assertThat(down.getData().orElseThrow().get("state").toString())
                .startsWith("Kafka took no record since 2026-03-01T12:00:00Z: ");
        broker.wire().mend();
        clock.advance(Duration.ofSeconds(3));
        write();
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_kafka_that_answers_no_client_is_no_reason_to_restart() {
        // Given
        fail();
        clock.advance(Duration.ofMinutes(6));
        fail();

        // When
        broker.wire().cut("");

        // Then
        await().during(Duration.ofSeconds(1)).until(() -> liveness.call().getStatus() == Status.UP);
    }

    @Test
    void a_producer_without_writes_for_hours_is_not_stalled() {
        fail();

        clock.advance(Duration.ofHours(3));

        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
    }

    private void write() throws WriteFailedException, InterruptedException {
        writer.write(Topic.STATE, "key", "value");
    }

    private void fail() {
        assertThatThrownBy(this::write).isInstanceOf(WriteFailedException.class);
    }
}
