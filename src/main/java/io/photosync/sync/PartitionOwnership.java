package io.photosync.sync;

import io.photosync.ledger.Ledger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Which partitions this replica owns, and whether it may work on them: the fold must have passed the end offsets that
 * the topics had at the assignment, or it would not know what the last owner wrote.
 */
final class PartitionOwnership implements ReadyPartitions {
    private static final Logger LOG = Logger.getLogger(PartitionOwnership.class);

    /** The consumer's default is a minute: too long for one turn of the consumer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final OwnershipListener listener;
    /** By owned partition. */
    private final Map<Integer, Goal> owned = new ConcurrentHashMap<>();

    /** What the fold must reach before the partition is ready. */
    private sealed interface Goal {
        record Unknown() implements Goal {}

        record Ends(Map<TopicPartition, Long> ends) implements Goal {}

        record Passed() implements Goal {}
    }

    /** @param listener called whenever the number of owned partitions changes */
    PartitionOwnership(Ledger ledger, OwnershipListener listener) {
        this.ledger = ledger;
        this.listener = listener;
    }

    void assigned(Set<Integer> partitions) {
        partitions.forEach(partition -> owned.put(partition, new Goal.Unknown()));
        listener.ownedPartitions(owned.size());
    }

    void revoked(Set<Integer> partitions) {
        owned.keySet().removeAll(partitions);
        listener.ownedPartitions(owned.size());
    }

    /** Checks how far the fold is for partitions that are not ready yet. */
    void update(KafkaConsumer<?, ?> consumer) {
        readEnds(consumer);
        owned.replaceAll((partition, goal) -> switch (goal) {
            case Goal.Ends(Map<TopicPartition, Long> ends) -> ledger.foldedPast(ends) ? new Goal.Passed() : goal;
            case Goal.Unknown(), Goal.Passed() -> goal;
        });
    }

    /** For all partitions in one request: if Kafka does not answer, one takes as long as a turn may take. */
    private void readEnds(KafkaConsumer<?, ?> consumer) {
        List<Integer> unknown = owned.entrySet().stream()
                .filter(goal -> goal.getValue() instanceof Goal.Unknown)
                .map(Map.Entry::getKey)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(
                    unknown.stream()
                            .flatMap(partition -> ledger.foldedPartitions(partition).stream())
                            .toList(),
                    PATIENCE));
            for (int partition : unknown) {
                Map<TopicPartition, Long> its = new HashMap<>(ends);
                its.keySet().removeIf(end -> end.partition() != partition);
                owned.replace(partition, new Goal.Ends(its));
            }
        } catch (KafkaException e) {
            LOG.warnf("end offsets not read partitions=%s: %s", unknown, e.getMessage());
        }
    }

    @Override
    public boolean ready(int partition) {
        return owned.get(partition) instanceof Goal.Passed;
    }

    /** Whether an owned partition is not ready yet. */
    boolean catchingUp() {
        return owned.values().stream().anyMatch(goal -> !(goal instanceof Goal.Passed));
    }
}
