package io.photosync.webhook;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import io.photosync.event.UserChanged;
import io.photosync.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the hints that the webhook wrote. */
final class HintsOnTopic {
    private HintsOnTopic() {}

    /** All hints about that user so far. */
    static List<UserChanged> about(String userId, String bootstrapServers) throws UnreadableRecord {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "check-" + UUID.randomUUID());
        List<UserChanged> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.USER_CHANGED.id()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(userId)) {
                        found.add(EventJson.read(record.value(), UserChanged.class));
                    }
                }
            }
        }
        return found;
    }
}
