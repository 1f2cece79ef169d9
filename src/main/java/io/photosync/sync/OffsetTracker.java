package io.photosync.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Which records are not done with yet, and so up to where each partition may be committed. */
final class OffsetTracker {
    private final Map<TopicPartition, Open> partitions = new HashMap<>();

    private static final class Open {
        private final TreeSet<Long> offsets = new TreeSet<>();
        private long next;
        private long committed = -1;
    }

    void began(TopicPartition partition, long offset) {
        Open open = partitions.computeIfAbsent(partition, unseen -> new Open());
        open.offsets.add(offset);
        open.next = Math.max(open.next, offset + 1);
    }

    void finished(TopicPartition partition, long offset) {
        Open open = partitions.get(partition);
        if (open != null) {
            open.offsets.remove(offset);
        }
    }

    /** What can be committed now and has not been yet: on each partition the first record that is not done with. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> result = new HashMap<>();
        partitions.forEach((partition, open) -> {
            long position = open.offsets.isEmpty() ? open.next : open.offsets.first();
            if (position > open.committed) {
                result.put(partition, new OffsetAndMetadata(position));
            }
        });
        return result;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Open open = partitions.get(partition);
            if (open != null) {
                open.committed = Math.max(open.committed, offset.offset());
            }
        });
    }

    int open(TopicPartition partition) {
        Open open = partitions.get(partition);
        return open == null ? 0 : open.offsets.size();
    }

    void forget(Set<TopicPartition> gone) {
        partitions.keySet().removeAll(gone);
    }
}
