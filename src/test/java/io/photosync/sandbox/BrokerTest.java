package io.photosync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
    @TempDir
    Path data;

    @Test
    void a_restarted_broker_still_has_what_was_written_and_is_found_at_the_same_address() throws Exception {
        // Given
        try (Broker broker = Broker.start(0, Optional.of(data))) {
            create(broker, "kept");
            write(broker, "kept", "before");

            // When
            broker.stop();
            broker.start();
            write(broker, "kept", "after");

            // Then
            assertThat(read(broker, "kept", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void a_topic_that_nobody_created_does_not_come_into_being() {
        try (Broker broker = Broker.start(0, Optional.empty());
                KafkaProducer<String, String> producer = producer(broker, Duration.ofMillis(1500))) {
            // When
            var sent = producer.send(new ProducerRecord<>("never-created", "value"));

            // Then
            assertThatThrownBy(() -> sent.get(10, TimeUnit.SECONDS)).hasMessageContaining("never-created");
        }
    }

    @Test
    void a_taken_port_is_named_together_with_what_it_is_for() throws IOException {
        try (Broker first = Broker.start(0, Optional.empty())) {
            // Given
            String port = first.bootstrapServers().split(":")[1];

            // When, Then
            assertThatThrownBy(() -> Broker.start(Integer.parseInt(port), Optional.of(data)))
                    .hasMessageContaining(port)
                    .hasMessageContaining("Kafka");
        }
    }

    private static void create(Broker broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static void write(Broker broker, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(broker, Duration.ofSeconds(20))) {
            producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(Broker broker, Duration patience) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "max.block.ms",
                        patience.toMillis(),
                        "acks",
                        "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> read(Broker broker, String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(5)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
