package io.photosync.testkit;

import io.photosync.kafka.Topic;
import io.photosync.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An operator with ordinary Kafka tools. */
public final class TopicReader {
    private final Map<String, Object> connection;

    public TopicReader(Sandbox sandbox) {
        this.connection = Map.of("bootstrap.servers", sandbox.broker().bootstrapServers());
    }

    /** All records that stand in the topic now. */
    public List<ConsumerRecord<String, String>> all(Topic topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(connection, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.id()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(text(record)));
            }
        }
        return records;
    }

    /** The retries that followed a failure; whoever is only looked at once more has not failed. */
    public List<ConsumerRecord<String, String>> failures() {
        return all(Topic.PHOTO_UPDATED_RETRY).stream()
                .filter(record -> record.value() != null && !record.value().contains("\"recheck\""))
                .toList();
    }

    /** What is left once each record has replaced the one before it of the same key, and nulls have erased theirs. */
    public Map<String, ConsumerRecord<String, String>> standing(Topic topic) {
        Map<String, ConsumerRecord<String, String>> latest = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> record : all(topic)) {
            if (record.value() == null) {
                latest.remove(record.key());
            } else {
                latest.put(record.key(), record);
            }
        }
        return latest;
    }

    public void write(Topic topic, String key, String value) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(connection, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic.id(), key, value));
        }
    }

    /** As any producer may, however long the value: the broker looks at what is packed. */
    public void writePacked(Topic topic, String key, byte[] value, String compression) {
        Map<String, Object> config = new HashMap<>(connection);
        int room = value.length + (1 << 20);
        config.put("compression.type", compression);
        config.put("max.request.size", room);
        config.put("buffer.memory", (long) room);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.id(), key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not written into " + topic.id(), e);
        }
    }

    /** From now on the broker refuses longer batches of records of that topic. */
    public void refuseLongerThan(Topic topic, int bytes) {
        configure(topic, new AlterConfigOp(maxMessageBytes(Integer.toString(bytes)), AlterConfigOp.OpType.SET));
    }

    /** From now on the broker takes batches as long as it does by default. */
    public void refuseNoMore(Topic topic) {
        configure(topic, new AlterConfigOp(maxMessageBytes(""), AlterConfigOp.OpType.DELETE));
    }

    private static ConfigEntry maxMessageBytes(String value) {
        return new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, value);
    }

    private void configure(Topic topic, AlterConfigOp change) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.id());
        try (Admin admin = Admin.create(connection)) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not configured: " + topic.id(), e);
        }
    }

    /** The record's headers, in their order; a name that comes twice shows twice. */
    public static List<String> headers(ConsumerRecord<String, String> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static ConsumerRecord<String, String> text(ConsumerRecord<String, byte[]> record) {
        ConsumerRecord<String, String> text = new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8));
        record.headers().forEach(header -> text.headers().add(header));
        return text;
    }
}
