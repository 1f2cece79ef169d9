package io.photosync.kafka;

import static io.photosync.testkit.Patience.await;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.sandbox.Broker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metrics of our Kafka clients are there while they live, once, and under the same name when a client is replaced. */
@Timeout(120)
class ClientMetricsTest {
    private static final Duration SOON = Duration.ofMillis(100);
    private static Broker broker;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private KafkaClients clients;
    private String topic;

    @BeforeAll
    static void start() {
        broker = Broker.start(0, Optional.empty());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void a_topic_of_its_own() throws Exception {
        Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        clients = new KafkaClients(connection, new KafkaNames(""), Optional.of(new ClientMetrics(registry, SOON)));
        topic = UUID.randomUUID().toString();
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    @Test
    void a_consumer_reports_its_lag_as_long_as_it_lives() throws Exception {
        write(3);

        try (KafkaConsumer<String, byte[]> consumer = reading("ledger", 0)) {
            await().untilAsserted(() -> assertThat(lag(consumer, "ledger")).contains(2.0));
        }

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void the_metrics_of_a_new_consumer_replace_those_of_the_previous_one() throws Exception {
        write(3);
        KafkaConsumer<String, byte[]> first = reading("ledger", 0);
        await().untilAsserted(() -> assertThat(lag(first, "ledger")).contains(2.0));
        first.close(CloseOptions.timeout(Duration.ZERO));

        try (KafkaConsumer<String, byte[]> second = reading("ledger", 1)) {
            await().untilAsserted(() -> assertThat(lag(second, "ledger")).contains(1.0));
            // Whoever closes twice takes nothing from the next one.
            first.close();

            await().during(SOON.multipliedBy(3))
                    .until(() -> lag(second, "ledger").equals(Optional.of(1.0)));
        }
    }

    @Test
    void consumers_that_have_read_and_others_that_have_not_are_measured_beside_each_other() throws Exception {
        write(3);
        try (KafkaConsumer<String, byte[]> idle = clients.consumer("leader", Map.of());
                KafkaConsumer<String, byte[]> early = reading("ledger", 0);
                KafkaConsumer<String, byte[]> late = reading("hints", 1)) {
            await().untilAsserted(() -> assertThat(lag(early, "ledger")).contains(2.0));
            await().untilAsserted(() -> assertThat(lag(late, "hints")).contains(1.0));

            assertThat(idle.assignment()).isEmpty();
            assertThat(registry.find("kafka.consumer.request.total")
                            .tag("client.id", "photosync-leader")
                            .functionCounter())
                    .isNotNull();
            // Prometheus takes no two meters of one name whose labels are others.
            Map<String, Set<Set<String>>> labels = registry.getMeters().stream()
                    .map(Meter::getId)
                    .collect(groupingBy(Meter.Id::getName, mapping(ClientMetricsTest::labels, toSet())));
            assertThat(labels.values()).allSatisfy(kinds -> assertThat(kinds).hasSize(1));
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void the_producer_is_measured_until_it_is_closed_and_so_is_the_one_after_it() throws Exception {
        for (int made = 0; made < 2; made++) {
            try (LastingProducer producer = new LastingProducer(() -> clients.producer("writer"), Clock.systemUTC())) {
                producer.send(new ProducerRecord<>(topic, "ada", new byte[0])).get(10, TimeUnit.SECONDS);

                await().until(() -> registry.find("kafka.producer.topic.record.send.total")
                                .tags("client.id", "photosync-writer", "topic", topic)
                                .functionCounter()
                        != null);
            }
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    void a_client_for_one_question_is_not_measured() {
        try (KafkaConsumer<String, byte[]> asking = clients.consumer(Map.of())) {
            asking.partitionsFor(topic);

            assertThat(registry.getMeters()).isEmpty();
        }
    }

    private static Set<String> labels(Meter.Id id) {
        return id.getTags().stream().map(Tag::getKey).collect(toSet());
    }

    /** One that takes a single record of the first partition, after so many others. */
    private KafkaConsumer<String, byte[]> reading(String name, long from) {
        KafkaConsumer<String, byte[]> consumer = clients.consumer(name, Map.of("max.poll.records", 1));
        TopicPartition first = new TopicPartition(topic, 0);
        consumer.assign(List.of(first, new TopicPartition(topic, 1)));
        consumer.seek(first, from);
        return consumer;
    }

    /** How many records of the first partition it has not taken, as is measured. */
    private Optional<Double> lag(KafkaConsumer<String, byte[]> consumer, String name) {
        consumer.poll(Duration.ZERO).forEach(record -> consumer.pause(consumer.assignment()));
        return Optional.ofNullable(registry.find("kafka.consumer.fetch.manager.records.lag")
                        .tags("client.id", "photosync-" + name, "topic", topic, "partition", "0")
                        .gauge())
                .map(Gauge::value);
    }

    private void write(int records) throws Exception {
        try (LastingProducer producer = new LastingProducer(clients::producer, Clock.systemUTC())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, 0, "ada", new byte[] {1}))
                        .get(10, TimeUnit.SECONDS);
            }
        }
    }
}
