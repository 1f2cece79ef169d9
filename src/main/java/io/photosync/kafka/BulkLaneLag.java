package io.photosync.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Number of events waiting in the bulk lane, from any source and for any replica. */
final class BulkLaneLag implements AutoCloseable {
    private final Admin admin;
    private final String lane;
    private final String readers;

    BulkLaneLag(KafkaClients clients) {
        this.admin = clients.admin();
        this.lane = clients.names().of(Topic.PHOTO_UPDATED_BULK);
        this.readers = clients.names().of(ConsumerGroup.SYNC);
    }

    /** @throws ExecutionException when Kafka does not answer */
    long waiting() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        int partitions = admin.describeTopics(List.of(lane))
                .allTopicNames()
                .get()
                .get(lane)
                .partitions()
                .size();
        for (int partition = 0; partition < partitions; partition++) {
            latest.put(new TopicPartition(lane, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(
                        Map.of(readers, new ListConsumerGroupOffsetsSpec().topicPartitions(latest.keySet())))
                .partitionsToOffsetAndMetadata(readers)
                .get();
        long waiting = 0;
        for (var end : admin.listOffsets(latest).all().get().entrySet()) {
            OffsetAndMetadata committed = done.get(end.getKey());
            long last = end.getValue().offset();
            // Nothing is committed of this log yet, or only of one before it: the lane is read from its beginning.
            waiting += committed == null || committed.offset() > last ? last : last - committed.offset();
        }
        return waiting;
    }

    @Override
    public void close() {
        admin.close();
    }
}
