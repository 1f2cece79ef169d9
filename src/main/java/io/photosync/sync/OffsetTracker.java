package io.photosync.sync;

import io.photosync.event.RecordPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Which records are not finished yet, and so up to where each partition may be committed. Thread-safe. */
final class OffsetTracker {
    private final Map<TopicPartition, Open> partitions = new HashMap<>();

    private static final class Open {
        private final TreeSet<Long> offsets = new TreeSet<>();
        private long next;
        private long committed = -1;
    }

    /**
     * Called for each record in the order of its partition, before it can be finished.
     *
     * <p>The consumer never seeks, and a rebalance {@link #forget forgets} its partitions. If it goes back nevertheless,
     * the log has lost its end or is another one: its topic was recreated, and the offset committed before is beyond it.
     */
    synchronized void started(RecordPosition record) {
        Open open = partitions.computeIfAbsent(partition(record), unseen -> new Open());
        if (record.offset() < open.next) {
            open.offsets.tailSet(record.offset()).clear();
            open.committed = Math.min(open.committed, record.offset());
        }
        open.offsets.add(record.offset());
        open.next = record.offset() + 1;
    }

    /** Does nothing for a partition that was {@link #forget forgotten}. */
    synchronized void finished(RecordPosition record) {
        Open open = partitions.get(partition(record));
        if (open != null) {
            open.offsets.remove(record.offset());
        }
    }

    /** What can be committed now and has not been yet: on each partition the first record that is not finished. */
    synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> result = new HashMap<>();
        partitions.forEach((partition, open) -> {
            long position = open.offsets.isEmpty() ? open.next : open.offsets.first();
            if (position > open.committed) {
                result.put(partition, new OffsetAndMetadata(position));
            }
        });
        return result;
    }

    synchronized void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Open open = partitions.get(partition);
            if (open != null) {
                open.committed = Math.max(open.committed, offset.offset());
            }
        });
    }

    /** How many records of that partition are not finished. */
    synchronized int unfinished(TopicPartition partition) {
        Open open = partitions.get(partition);
        return open == null ? 0 : open.offsets.size();
    }

    synchronized void forget(Collection<TopicPartition> revoked) {
        partitions.keySet().removeAll(revoked);
    }

    private static TopicPartition partition(RecordPosition record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
