package io.photosync.sync;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/** Commits the assigned partitions up to the first record that is not finished. Used by the consumer's thread. */
final class LaneCommits {
    private static final Logger LOG = Logger.getLogger(LaneCommits.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final OffsetTracker offsets;

    LaneCommits(KafkaConsumer<String, byte[]> consumer, OffsetTracker offsets) {
        this.consumer = consumer;
        this.offsets = offsets;
    }

    /** Waits for Kafka that long at most. A commit that fails is made up for by the next one. */
    void commit(Duration patience) {
        Map<TopicPartition, OffsetAndMetadata> ours = offsets.committable().entrySet().stream()
                .filter(entry -> consumer.assignment().contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (ours.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(ours, patience);
            offsets.committed(ours);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.infof("offsets not committed, a rebalance came first: %s", e.getMessage());
        } catch (KafkaException e) {
            // Uncommitted records are read again, and their users found unchanged.
            LOG.warnf("offsets not committed: %s", e.getMessage());
        }
    }
}
