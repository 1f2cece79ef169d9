package io.photosync.kafka;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.sandbox.Broker;
import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class LastingProducerTest {
    private static final String TOPIC = "written";
    private static Broker broker;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final AtomicInteger made = new AtomicInteger();
    private LastingProducer producer;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.startWithWire();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void mend() {
        broker.wire().mend();
        producer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INIT_PRODUCER_ID, INVALID_PRODUCER_EPOCH",
        "INIT_PRODUCER_ID, UNKNOWN_SERVER_ERROR",
        "INIT_PRODUCER_ID, CLUSTER_AUTHORIZATION_FAILED",
        "INIT_PRODUCER_ID, SASL_AUTHENTICATION_FAILED",
        "PRODUCE, INVALID_PRODUCER_EPOCH",
        "PRODUCE, OUT_OF_ORDER_SEQUENCE_NUMBER",
        "PRODUCE, CLUSTER_AUTHORIZATION_FAILED",
        "PRODUCE, TOPIC_AUTHORIZATION_FAILED"
    })
    void whatever_a_producer_was_refused_records_are_written_again_once_it_is_not(ApiKeys request, Errors error) {
        // Given
        broker.wire().answer(request, error);
        producer = new LastingProducer(this::quick, clock);
        assertThatThrownBy(this::write).isInstanceOf(ExecutionException.class);

        // When
        broker.wire().mend();

        // Then
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return written();
        });
        assertThat(producer.standstill().lasted(Duration.ZERO)).isEmpty();
    }

    @Test
    void a_producer_that_was_closed_is_replaced() throws Exception {
        KafkaProducer<String, byte[]> closed = quick();
        closed.close();
        Queue<KafkaProducer<String, byte[]>> next = new ArrayDeque<>(List.of(closed, quick()));
        producer = new LastingProducer(next::remove, clock);
        assertThatThrownBy(this::write).isInstanceOf(ExecutionException.class);

        clock.advance(Duration.ofSeconds(3));

        write();
    }

    @Test
    void a_broker_that_is_away_is_waited_for_by_the_same_producer_and_by_another_only_after_a_minute() {
        // Given
        broker.wire().answer(ApiKeys.PRODUCE, Errors.NOT_ENOUGH_REPLICAS);
        producer = new LastingProducer(this::quick, clock);
        assertThat(written()).isFalse();
        clock.advance(Duration.ofSeconds(50));
        assertThat(written()).isFalse();
        assertThat(written()).isFalse();
        assertThat(made).hasValue(1);

        // When
        clock.advance(Duration.ofSeconds(20));
        assertThat(written()).isFalse();
        assertThat(written()).isFalse();

        // Then
        assertThat(made).hasValue(2);
        assertThat(producer.standstill().lasted(Duration.ofSeconds(70)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("since 2026-03-01T12:00:00Z"));
    }

    private boolean written() {
        try {
            write();
            return true;
        } catch (ExecutionException | InterruptedException e) {
            return false;
        }
    }

    private void write() throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(TOPIC, "ada", new byte[] {1})).get();
    }

    /** Gives a record up after one second and not after thirty. */
    private KafkaProducer<String, byte[]> quick() {
        made.incrementAndGet();
        Map<String, Object> config = new HashMap<>(KafkaClients.producerConfig());
        config.put("bootstrap.servers", broker.wire().bootstrapServers());
        config.put("max.block.ms", 1_000);
        config.put("request.timeout.ms", 500);
        config.put("delivery.timeout.ms", 1_000);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
