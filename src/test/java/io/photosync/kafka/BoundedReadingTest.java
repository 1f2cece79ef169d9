package io.photosync.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.sandbox.Broker;
import io.photosync.testkit.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a foreign producer packs into a record, a consumer of ours takes no more of it into memory than it can use. */
class BoundedReadingTest {
    private static final int LONGEST = 32 << 10;
    private static final int MEGABYTE = 1 << 20;
    private static Broker broker;
    private static KafkaClients clients;
    private String topic;

    @BeforeAll
    static void start() {
        broker = Broker.start(0, Optional.empty());
        clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void a_topic_of_its_own() throws Exception {
        topic = UUID.randomUUID().toString();
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "lz4", "snappy", "zstd"})
    void a_record_that_unpacks_to_much_is_cut_and_says_how_long_it_was_and_the_others_of_its_batch_are_whole(
            String compression) throws Exception {
        // When
        write(
                compression,
                List.of(
                        record("ada", "before".getBytes(UTF_8)),
                        record("bob", junk(8 * MEGABYTE)),
                        with("kept", record("eve", "after".getBytes(UTF_8)))));

        // Then
        List<ConsumerRecord<String, byte[]>> read = read(3);
        assertThat(read).extracting(ConsumerRecord::key).containsExactly("ada", "bob", "eve");
        assertThat(read).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L);
        assertThat(read.get(0).value()).asString().isEqualTo("before");
        assertThat(read.get(1).value()).hasSize(CutRecord.KEPT).startsWith('{', 'x');
        assertThat(CutRecord.of(read.get(1))).contains(new CutRecord(Optional.of(8L * MEGABYTE), 1));
        assertThat(read.get(2).value()).asString().isEqualTo("after");
        assertThat(read.get(2).headers().lastHeader("mine").value()).asString().isEqualTo("kept");
        assertThat(read.get(2).timestamp()).isEqualTo(1_000);
        assertThat(CutRecord.of(read.get(0))).isEmpty();
    }

    @Test
    void so_is_one_with_a_key_or_a_header_of_that_length() throws Exception {
        // When
        write("gzip", List.of(record("k".repeat(MEGABYTE), new byte[10])));
        write("gzip", List.of(with("x".repeat(MEGABYTE), record("ada", new byte[10]))));
        write("gzip", List.of(with("x".repeat(MEGABYTE), record("ada", null))));

        // Then
        List<ConsumerRecord<String, byte[]>> read = read(3);
        assertThat(read).allMatch(record -> CutRecord.of(record).isPresent());
        assertThat(read).extracting(record -> record.key().length()).containsExactly(CutRecord.KEPT, 3, 3);
        assertThat(CutRecord.of(read.get(1)).orElseThrow().length()).contains(10L);
        assertThat(read.get(2).value()).isNull();
    }

    @Test
    void a_batch_that_unpacks_beyond_reason_is_not_unpacked_to_its_end() throws Exception {
        // Given: some 100 kB, as it is packed
        List<ProducerRecord<String, byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batch.add(record("user-" + i, new byte[10 * MEGABYTE]));
        }

        // When
        write("gzip", batch);
        write("none", List.of(record("ada", "after".getBytes(UTF_8))));

        // Then
        List<ConsumerRecord<String, byte[]>> read = read(9);
        assertThat(read.subList(0, 7))
                .allMatch(record -> CutRecord.of(record).orElseThrow().length().equals(Optional.of(10L * MEGABYTE)));
        assertThat(CutRecord.of(read.get(7))).contains(new CutRecord(Optional.empty(), 3));
        assertThat(read.getLast().value()).asString().isEqualTo("after");
        assertThat(read.getLast().offset()).isEqualTo(10);
    }

    @Test
    void what_is_not_longer_or_not_packed_is_as_it_was_written() throws Exception {
        // Given
        byte[] longest = junk(LONGEST - 100);

        // When
        write("gzip", List.of(record("ada", longest), record("bob", null)));
        write("none", List.of(record("ada", junk(MEGABYTE / 2))));

        // Then
        List<ConsumerRecord<String, byte[]>> read = read(3);
        assertThat(read.get(0).value()).isEqualTo(longest);
        assertThat(read.get(1).value()).isNull();
        assertThat(read.get(2).value()).hasSize(MEGABYTE / 2);
        assertThat(read).allMatch(record -> CutRecord.of(record).isEmpty());
    }

    private static byte[] junk(int length) {
        byte[] junk = "x".repeat(length).getBytes(UTF_8);
        junk[0] = '{';
        return junk;
    }

    private ProducerRecord<String, byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(topic, 0, 1_000L, key, value);
    }

    private static ProducerRecord<String, byte[]> with(String header, ProducerRecord<String, byte[]> record) {
        record.headers().add("mine", header.getBytes(UTF_8));
        return record;
    }

    /** As one batch. */
    private static void write(String compression, List<ProducerRecord<String, byte[]>> batch) throws Exception {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", broker.bootstrapServers());
        config.put("compression.type", compression);
        config.put("linger.ms", 10_000);
        config.put("batch.size", 128 * MEGABYTE);
        config.put("buffer.memory", 256 * MEGABYTE);
        config.put("max.request.size", 128 * MEGABYTE);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            batch.forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    private List<ConsumerRecord<String, byte[]>> read(int count) {
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(Map.of(), LONGEST)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
            long deadline = System.nanoTime() + Patience.LONG.toNanos();
            while (read.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            assertThat(read).hasSize(count);
            return read;
        }
    }
}
